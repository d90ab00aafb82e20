package dev.onesug.training.pipeline;

import static dev.onesug.training.pipeline.Stage.ALIGN;
import static dev.onesug.training.pipeline.Stage.EMBED;
import static dev.onesug.training.pipeline.Stage.EVALUATE;
import static dev.onesug.training.pipeline.Stage.INDEX;
import static dev.onesug.training.pipeline.Stage.LOG;
import static dev.onesug.training.pipeline.Stage.PRIOR;
import static dev.onesug.training.pipeline.Stage.PUBLISH;
import static dev.onesug.training.pipeline.Stage.QUANTIZE;
import static dev.onesug.training.pipeline.Stage.RWR;
import static dev.onesug.training.pipeline.Stage.SAMPLES;
import static dev.onesug.training.pipeline.Stage.SFT;

import dev.onesug.model.bundle.Manifest;
import dev.onesug.model.bundle.Provenance;
import dev.onesug.model.related.RelatedSettings;
import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.training.pipeline.StageStore.Finished;
import dev.onesug.training.progress.Progress;
import dev.onesug.training.rwr.RwrSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The story of a model version, from a behaviour log to a published folder. Each stage fills a
 * folder of the run from the folders of the stages it names, and is done once for the same settings
 * and inputs; after a cut, the run goes on where it stopped. A run that starts from a published
 * version takes its parts from there and does what is left: a round of reward-weighted ranking on
 * new feedback.
 */
final class TrainingPipeline {
  private final Recipe recipe;
  private final RunPlan plan;
  private final StageListener listener;
  private final StageStore store;
  private final StageWork work;
  private final Set<Stage> stages;
  private final @Nullable Manifest parent;
  private final Map<Stage, Finished> finished = new EnumMap<>(Stage.class);

  /**
   * @throws IOException if the version that the run starts from cannot be read or was altered
   * @throws IllegalArgumentException if it starts from one and the recipe asks for no round, or the
   *     recipe asks for no training of an untrained model
   */
  TrainingPipeline(Recipe recipe, RunPlan plan, StageListener listener) throws IOException {
    if (plan.parent() != null && recipe.rwr() == null) {
      throw new IllegalArgumentException(
          "rwr: null (expected: settings, for a round from " + plan.parent() + ")");
    }
    if (recipe.sft() == null && plan.parent() == null && plan.baseSeq2Seq() == null) {
      throw new IllegalArgumentException(
          "sft: null (expected: settings, or a trained model to take as it is)");
    }
    this.parent = plan.parent() == null ? null : Manifest.verified(plan.parent());
    this.stages = stages(recipe, plan);
    BaseSeq2Seq base = plan.baseSeq2Seq();
    this.recipe = base == null ? recipe : recipe.withSeq2Seq(base.shape(recipe.seq2seq()));
    this.plan = plan.asBegun();
    this.listener = listener;
    this.store = new StageStore(plan.run(), plan.lenders());
    this.work = new StageWork(this.recipe, this.plan, store);
  }

  /**
   * Runs what is not done yet.
   *
   * @param last the stage to stop after
   * @return the folder of that stage, or of the published version
   * @throws IOException if the disk fails; what is done stays done
   * @throws IllegalArgumentException if this run does not have that stage
   */
  Path run(Stage last) throws IOException {
    if (!stages.contains(last)) {
      throw new IllegalArgumentException("stage: %s (expected: one of %s)".formatted(last, stages));
    }
    TensorEngine.threads(Runtime.getRuntime().availableProcessors());
    for (Stage stage : stages) {
      switch (stage) {
        case LOG -> run(LOG, plan.data().logSettings(recipe), work::log);
        case SAMPLES -> run(SAMPLES, plan.data().sampleSettings(recipe), work::samples, LOG);
        case ALIGN -> run(ALIGN, recipe.align(), work::align, SAMPLES);
        case EMBED -> run(EMBED, Map.of(), work::embed, SAMPLES, ALIGN);
        case QUANTIZE -> run(QUANTIZE, work.quantizeSettings(), work::quantize, EMBED);
        case INDEX -> run(INDEX, indexSettings(), work::index, SAMPLES, EMBED, QUANTIZE);
        case PRIOR -> run(PRIOR, Map.of(), work::fitPrior, SAMPLES, EMBED, INDEX);
        case SFT -> run(SFT, sftSettings(), work::fineTune, SAMPLES, EMBED, INDEX, PRIOR);
        case RWR -> run(RWR, required(recipe.rwr()), this::rank, SAMPLES, EMBED, INDEX, SFT);
        case EVALUATE ->
            run(
                EVALUATE,
                recipe.evaluate(),
                this::evaluate,
                SAMPLES,
                ALIGN,
                QUANTIZE,
                INDEX,
                SFT,
                RWR);
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

  /**
   * Trains what is not trained yet and puts a version together, unmeasured and unpublished.
   *
   * @return its folder
   */
  Path draft() throws IOException {
    Path last = run(recipe.rwr() == null ? SFT : RWR);
    return work.draft(last, provenance());
  }

  /** What this run does of all stages. */
  private static Set<Stage> stages(Recipe recipe, RunPlan plan) {
    Set<Stage> stages = EnumSet.allOf(Stage.class);
    if (plan.parent() != null) {
      stages.removeAll(EnumSet.of(ALIGN, QUANTIZE, INDEX, PRIOR, SFT));
    }
    if (!recipe.seq2seq().prior()) {
      stages.remove(PRIOR);
    }
    if (recipe.rwr() == null) {
      stages.remove(RWR);
    }
    return stages;
  }

  private Object indexSettings() throws IOException {
    IndexSettings settings = new IndexSettings(recipe.related(), recipe.seq2seq());
    BaseSeq2Seq base = plan.baseSeq2Seq();
    return base == null ? settings : new WithBase(settings, base.stamps());
  }

  private Object sftSettings() {
    return recipe.sft() == null ? Map.of() : recipe.sft();
  }

  private Object rank(Path folder, Progress progress) throws IOException {
    return work.rank(folder, required(recipe.rwr()), progress);
  }

  private static RwrSettings required(@Nullable RwrSettings rwr) {
    if (rwr == null) {
      throw new IllegalStateException(
          "rwr: null (expected: settings, as the stage is one of this run)");
    }
    return rwr;
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
    List<Finished> inputs = Arrays.stream(needed).filter(stages::contains).map(this::done).toList();
    Object all = parent == null ? settings : new Inherited(settings, parent.files());
    Optional<Finished> earlier = store.finished(stage, all, inputs);
    if (earlier.isPresent()) {
      listener.skipped(stage, earlier.get());
      finished.put(stage, earlier.get());
      return;
    }
    Progress progress = listener.started(stage);
    Finished now = store.run(stage, all, inputs, folder -> work.into(folder, progress));
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
        startedFrom(),
        recipe.asMap(),
        new Provenance.DataWindow(
            plan.data().source(),
            Instant.parse(String.valueOf(samples.get("first"))),
            Instant.parse(String.valueOf(samples.get("last")))),
        new LinkedHashMap<>(reports()));
  }

  private List<String> startedFrom() {
    BaseSeq2Seq base = plan.baseSeq2Seq();
    if (base != null) {
      return List.of(base.name());
    }
    return parent == null ? List.of() : List.of(parent.name());
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

  /** What a stage depends on that takes parts from a published version. */
  private record Inherited(Object settings, Object parent) {}

  /** What a stage depends on that takes the tokenizer of a published encoder-decoder. */
  private record WithBase(Object settings, List<String> base) {}

  /** What the index depends on besides its inputs. */
  private record IndexSettings(RelatedSettings related, Recipe.Shape seq2seq) {}
}
