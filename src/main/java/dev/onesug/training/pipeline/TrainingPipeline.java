package dev.onesug.training.pipeline;

import static dev.onesug.training.pipeline.Stage.ALIGN;
import static dev.onesug.training.pipeline.Stage.EMBED;
import static dev.onesug.training.pipeline.Stage.EVALUATE;
import static dev.onesug.training.pipeline.Stage.INDEX;
import static dev.onesug.training.pipeline.Stage.LOG;
import static dev.onesug.training.pipeline.Stage.PUBLISH;
import static dev.onesug.training.pipeline.Stage.QUANTIZE;
import static dev.onesug.training.pipeline.Stage.SAMPLES;
import static dev.onesug.training.pipeline.Stage.SFT;

import dev.onesug.model.bundle.Provenance;
import dev.onesug.model.related.RelatedSettings;
import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.training.pipeline.StageStore.Finished;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The story of a model version, from a behaviour log to a published folder. Each stage fills a
 * folder of the run from the folders of the stages it names, and is done once for the same settings
 * and inputs; after a cut, the run goes on where it stopped.
 */
final class TrainingPipeline {
  private final Recipe recipe;
  private final RunPlan plan;
  private final StageListener listener;
  private final StageStore store;
  private final StageWork work;
  private final Map<Stage, Finished> finished = new EnumMap<>(Stage.class);

  TrainingPipeline(Recipe recipe, RunPlan plan, StageListener listener) {
    this.recipe = recipe;
    this.plan = plan;
    this.listener = listener;
    this.store = new StageStore(plan.run());
    this.work = new StageWork(recipe, plan, store);
  }

  /**
   * Runs what is not done yet.
   *
   * @param last the stage to stop after
   * @return the folder of that stage, or of the published version
   * @throws IOException if the disk fails; what is done stays done
   */
  Path run(Stage last) throws IOException {
    TensorEngine.threads(Runtime.getRuntime().availableProcessors());
    for (Stage stage : Stage.values()) {
      switch (stage) {
        case LOG -> run(LOG, plan.logSettings(recipe), work::log);
        case SAMPLES -> run(SAMPLES, recipe.samples(), work::samples, LOG);
        case ALIGN -> run(ALIGN, recipe.align(), work::align, SAMPLES);
        case EMBED -> run(EMBED, Map.of(), work::embed, SAMPLES, ALIGN);
        case QUANTIZE -> run(QUANTIZE, work.quantizeSettings(), work::quantize, EMBED);
        case INDEX ->
            run(
                INDEX,
                new IndexSettings(recipe.related(), recipe.seq2seq()),
                work::index,
                SAMPLES,
                EMBED,
                QUANTIZE);
        case SFT -> run(SFT, recipe.sft(), work::fineTune, SAMPLES, EMBED, INDEX);
        case EVALUATE ->
            run(EVALUATE, recipe.evaluate(), this::evaluate, SAMPLES, ALIGN, QUANTIZE, INDEX, SFT);
        case PUBLISH -> {
          return work.publish(provenance());
        }
      }
      if (stage == last) {
        break;
      }
    }
    return store.folder(last);
  }

  private Object evaluate(Path folder, Progress progress) throws IOException {
    // The evaluation times what one core serves.
    TensorEngine.threads(1);
    return work.evaluate(folder, provenance(), reports(), progress);
  }

  /** The work of one stage, told where to put what it makes and whom to tell how far it is. */
  @FunctionalInterface
  private interface Work {
    Object into(Path folder, Progress progress) throws IOException;
  }

  private void run(Stage stage, Object settings, Work work, Stage... needed) throws IOException {
    List<Finished> inputs = Arrays.stream(needed).map(this::done).toList();
    Optional<Finished> earlier = store.finished(stage, settings, inputs);
    if (earlier.isPresent()) {
      listener.skipped(stage, earlier.get());
      finished.put(stage, earlier.get());
      return;
    }
    Progress progress = listener.started(stage);
    Finished now = store.run(stage, settings, inputs, folder -> work.into(folder, progress));
    listener.finished(stage, now);
    finished.put(stage, now);
  }

  private Finished done(Stage stage) {
    Finished done = finished.get(stage);
    if (done == null) {
      throw new IllegalStateException("stage: " + stage.key() + " (expected: run before)");
    }
    return done;
  }

  private Provenance provenance() {
    Map<String, Object> samples = done(SAMPLES).report();
    return new Provenance(
        Instant.now(),
        List.of(),
        recipe.asMap(),
        new Provenance.DataWindow(
            plan.source(),
            Instant.parse(String.valueOf(samples.get("first"))),
            Instant.parse(String.valueOf(samples.get("last")))),
        new LinkedHashMap<>(reports()));
  }

  /** What the stages found, and how long they took, by stage. */
  private Map<String, Map<String, Object>> reports() {
    Map<String, Map<String, Object>> reports = new LinkedHashMap<>();
    finished.forEach(
        (stage, done) -> {
          Map<String, Object> report = new LinkedHashMap<>(done.report());
          report.put("stageSeconds", done.millis() / 1000.0);
          reports.put(stage.key(), report);
        });
    return reports;
  }

  /** What the index depends on besides its inputs. */
  private record IndexSettings(RelatedSettings related, Recipe.Shape seq2seq) {}
}
