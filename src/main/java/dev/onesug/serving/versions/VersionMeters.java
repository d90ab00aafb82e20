package dev.onesug.serving.versions;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How old what serves is: {@code onesug.model.age} since a version was published, {@code
 * onesug.index.age} since the last search that its index and its popularity know of. The label
 * {@code version} has the loaded versions as its values and no others.
 */
public final class VersionMeters {
  private static final String VERSION = "version";

  private final MeterRegistry registry;
  private final Clock clock;
  private Set<String> watched = Set.of();

  /**
   * Makes the meters.
   *
   * @param clock what time it is
   */
  public VersionMeters(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /** Shows the ages of the versions that are loaded, now and after each change. */
  public void follow(ModelVersions versions, ModelsFolder folder) {
    versions.whenChanged(() -> follow(versions.now().models()));
    count("loaded", versions, all -> all.names().size());
    count("refused", folder, all -> all.refused(false));
    count("left-out", folder, all -> all.refused(true));
    follow(versions.now().models());
  }

  private void follow(Collection<ServedModel> models) {
    Set<String> loaded =
        models.stream().map(ServedModel::version).collect(Collectors.toUnmodifiableSet());
    keepOnly(loaded);
    models.stream().filter(model -> !watched.contains(model.version())).forEach(this::watch);
    watched = loaded;
  }

  /**
   * Removes every meter that bears the name of another version, whoever made it. The last answers
   * of a retired version may bring some back: they go with the next change.
   */
  private void keepOnly(Set<String> loaded) {
    for (Meter meter : registry.getMeters()) {
      String version = meter.getId().getTag(VERSION);
      if (version != null && !loaded.contains(version)) {
        registry.remove(meter);
      }
    }
  }

  private void watch(ServedModel model) {
    gauge("onesug.model.age", "Since the version was published", model.version(), model.created());
    gauge(
        "onesug.index.age",
        "Since the last search that the version's index knows of",
        model.version(),
        model.dataUntil());
  }

  private <T> void count(String state, T counted, ToDoubleFunction<T> number) {
    Gauge.builder("onesug.versions", counted, number)
        .description("Versions that are loaded, refused, or left out because there is no room")
        .tag("state", state)
        .register(registry);
  }

  private void gauge(String name, String description, String version, Instant since) {
    TimeGauge.builder(
            name, () -> Duration.between(since, clock.instant()).toSeconds(), TimeUnit.SECONDS)
        .description(description)
        .tag(VERSION, version)
        .register(registry);
  }
}
