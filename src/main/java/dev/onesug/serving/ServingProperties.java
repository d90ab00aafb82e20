package dev.onesug.serving;

import dev.onesug.model.seq2seq.ServingPrecision;
import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.serving.suggest.SuggestSettings;
import dev.onesug.serving.versions.Deployment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The configuration of the service, {@code onesug.*}.
 *
 * @param models folder whose sub-folders are the model versions
 * @param poll time between two looks at whether that folder has changed
 * @param maxVersions the most versions that are loaded at a time: those that the deployment names,
 *     even if they are more, and of the others the newest. The rest is left out and named in {@code
 *     health}; retiring a version makes room
 * @param deployment which version answers whom, as long as the folder of the versions has no {@code
 *     deployment.json}, which every change over the management port writes
 * @param device where the model computes: {@code cpu}, {@code cuda:N} or {@code auto}; a GPU that
 *     is not there ends the start
 * @param precision of the weights that search: {@code fp32}, {@code fp16}, {@code int8} or {@code
 *     auto}; on a GPU the network is in half precision with all but {@code fp32}
 * @param beamWidth hypotheses that the search keeps
 * @param explain whether requests may ask how their answer was made; {@code ./mvnw spring-boot:run}
 *     turns it on for the page
 * @param deadline longest time from a keystroke's arrival to the model's answer; popular
 *     completions answer then. A request can shorten it, not lengthen it
 * @param threads that the model works on; missing: one a core
 * @param batch the most keystrokes that a thread takes at once, if so many wait; missing: 1, or 8
 *     with a GPU. On a CPU more than 1 pays where what waits is many and the clients' machine
 *     another, see decision 9
 * @param batchWait longest time, up to 2 ms, that a thread waits for a batch to fill
 * @param queue the most keystrokes that may wait for a thread; above it popular completions answer
 * @param adaptiveLimit whether fewer may wait than that: as few as the machine answers without
 *     making them wait much, which is measured all the time
 * @param crowd keystrokes that may be answered at once, with the model or without; above it they
 *     are refused. Fewer than {@code server.tomcat.threads.max}, or nobody is
 * @param cache the answer cache
 */
@ConfigurationProperties("onesug")
public record ServingProperties(
    @DefaultValue("models") Path models,
    @DefaultValue("2s") Duration poll,
    @DefaultValue("8") int maxVersions,
    @DefaultValue Versions deployment,
    @DefaultValue("cpu") String device,
    @DefaultValue("auto") ServingPrecision precision,
    @DefaultValue("32") int beamWidth,
    @DefaultValue("false") boolean explain,
    @DefaultValue("50ms") Duration deadline,
    @Nullable Integer threads,
    @Nullable Integer batch,
    @DefaultValue("0ms") Duration batchWait,
    @DefaultValue("64") int queue,
    @DefaultValue("true") boolean adaptiveLimit,
    @DefaultValue("48") int crowd,
    @DefaultValue Cache cache) {

  /** A call takes little longer for eight searches than for one (src/docs/benchmarks.md). */
  private static final int GPU_BATCH = 8;

  /**
   * Which version answers whom.
   *
   * @param defaultVersion answers where a request names none; missing: the newest at the start
   * @param split version or alias to the share of the users, by {@code userId}, whom it answers
   *     instead
   * @param shadow version or alias that answers in the background, to be compared and never shown
   * @param aliases name, such as {@code stable}, to version
   */
  public record Versions(
      @Nullable String defaultVersion,
      @DefaultValue Map<String, Double> split,
      @Nullable String shadow,
      @DefaultValue Map<String, String> aliases) {

    Deployment toDeployment() {
      return new Deployment(defaultVersion, split, shadow, aliases, Map.of());
    }
  }

  /**
   * The answer cache.
   *
   * @param entries answers that are kept; 0 keeps none; one to a long history counts as several
   * @param expiry how long one is kept
   * @param prepared answers for users of whom nothing is known, to the beginnings of the most
   *     popular queries, that a version makes in advance and keeps as long as it serves
   */
  public record Cache(
      @DefaultValue("5000") int entries,
      @DefaultValue("10m") Duration expiry,
      @DefaultValue("500") int prepared) {}

  /**
   * @throws IllegalArgumentException if what is wished is out of range or does not go together, or
   *     the device is not there
   */
  SuggestSettings suggestSettings() {
    boolean onGpu = TensorEngine.isGpu(device);
    if (precision == ServingPrecision.INT8 && batch != null && batch > 1 && !onGpu) {
      throw new IllegalArgumentException(
          "onesug.batch: "
              + batch
              + " (expected: 1 with onesug.precision int8, where an answer would depend on what is"
              + " computed beside it)");
    }
    int cores = Runtime.getRuntime().availableProcessors();
    return new SuggestSettings(
        deadline,
        threads == null ? cores : threads,
        batch != null ? batch : onGpu ? GPU_BATCH : 1,
        batchWait,
        queue,
        adaptiveLimit,
        cache.entries(),
        cache.expiry(),
        cache.prepared());
  }
}
