package dev.onesug.training.pipeline;

import dev.onesug.model.bundle.BundleWriter;
import dev.onesug.model.bundle.Manifest;
import dev.onesug.model.bundle.Provenance;
import dev.onesug.model.embedding.TextEncoder;
import dev.onesug.model.semanticid.RqVae;
import dev.onesug.model.text.QueryText;
import dev.onesug.model.text.QueryTokenizer;
import dev.onesug.training.align.Aligner;
import dev.onesug.training.align.BaseTextEncoder;
import dev.onesug.training.align.PairMiner;
import dev.onesug.training.embed.TextVectors;
import dev.onesug.training.evaluation.EvaluationReport;
import dev.onesug.training.evaluation.EvaluationRun;
import dev.onesug.training.evaluation.LabelledVersion;
import dev.onesug.training.evaluation.Origin;
import dev.onesug.training.evaluation.page.ReportFolder;
import dev.onesug.training.logs.CoOccurrences;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.Samples;
import dev.onesug.training.logs.shop.QueryFile;
import dev.onesug.training.progress.Progress;
import dev.onesug.training.quantize.QuantizeSettings;
import dev.onesug.training.quantize.QuantizerHealth;
import dev.onesug.training.quantize.RqVaeTrainer;
import dev.onesug.training.rwr.RwrReport;
import dev.onesug.training.rwr.RwrSettings;
import dev.onesug.training.sft.TokenizerMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each stage does, by handing folders to the package that does it. A stage reads the folders
 * of the stages before it and fills its own.
 */
final class StageWork {
  private static final String QUERIES = "queries";
  private static final String PREFIXES = "prefixes";

  private final Recipe recipe;
  private final RunPlan plan;
  private final StageStore store;
  private final Parts parts;

  StageWork(Recipe recipe, RunPlan plan, StageStore store) {
    this.recipe = recipe;
    this.plan = plan;
    this.store = store;
    this.parts = plan.parent() == null ? Parts.ofRun(store) : Parts.ofVersion(plan.parent());
  }

  Object log(Path folder, Progress progress) throws IOException {
    return plan.data().log(recipe, folder, progress);
  }

  Object samples(Path folder, Progress progress) throws IOException {
    return plan.data().samples(recipe, store.folder(Stage.LOG), new SampleFolder(folder), progress);
  }

  Object align(Path folder, Progress progress) throws IOException {
    Aligner.Input pairs =
        new Aligner.Input(
            PairMiner.chosen(samples()),
            PairMiner.mined(samples()),
            PairMiner.heldOut(samples()),
            List.copyOf(queryCounts().keySet()));
    BaseTextEncoder base = BaseTextEncoder.read(plan.baseEncoder());
    return new Aligner(recipe.align(), plan.device(), progress).align(base, pairs, folder);
  }

  /** Everything that later stages need a vector of, embedded once. */
  Object embed(Path folder, Progress progress) throws IOException {
    List<String> queries = List.copyOf(queryCounts().keySet());
    List<String> prefixes = CoOccurrences.read(samples()).prefixes().stream().sorted().toList();
    try (TextEncoder encoder = TextEncoder.load(parts.textEncoder(), plan.device())) {
      TextVectors.write(folder, QUERIES, queries, encoder::embed, progress);
      TextVectors.write(folder, PREFIXES, prefixes, encoder::embed, progress);
    }
    return new Embedded(queries.size(), prefixes.size());
  }

  QuantizeSettings quantizeSettings() throws IOException {
    QuantizeSettings settings = recipe.quantize();
    return settings != null ? settings : QuantizeSettings.forQueries(queryCounts().size());
  }

  Object quantize(Path folder, Progress progress) throws IOException {
    List<float[]> vectors = vectors(QUERIES).vectors();
    RqVae quantizer = new RqVaeTrainer(quantizeSettings(), progress).train(vectors);
    QuantizerHealth health = QuantizerHealth.measure(quantizer, vectors).requireSound();
    quantizer.save(Files.createDirectories(parts.quantizer()));
    return health;
  }

  Object index(Path folder, Progress progress) throws IOException {
    Map<String, Long> counts = queryCounts();
    makeTokenizer(counts);
    try (QueryTokenizer tokenizer = QueryTokenizer.load(parts.tokenizer())) {
      return new IndexStage(tokenizer, recipe.seq2seq().maxTargetTokens(), recipe.related())
          .build(
              counts,
              vectors(QUERIES),
              CoOccurrences.read(samples()),
              vectors(PREFIXES),
              RqVae.load(parts.quantizer()),
              Files.createDirectories(parts.index()));
    }
  }

  private void makeTokenizer(Map<String, Long> counts) throws IOException {
    BaseSeq2Seq base = plan.baseSeq2Seq();
    if (base == null) {
      TokenizerMaker.make(corpus(counts), recipe.seq2seq().vocabulary(), parts.tokenizer());
    } else {
      Files.copy(base.tokenizer(), parts.tokenizer(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Queries, and the words of profiles: those are in every input, so each is worth a token of its
   * own.
   */
  private Map<String, Long> corpus(Map<String, Long> counts) {
    Map<String, Long> corpus = new HashMap<>(counts);
    Samples.forEach(
        samples().train(),
        sample ->
            sample
                .profile()
                .fields()
                .forEach(field -> corpus.merge(QueryText.normalise(field), 1L, Long::sum)));
    return corpus;
  }

  Object fitPrior(Path folder, Progress progress) throws IOException {
    return seq2seq().fitPrior(folder, progress);
  }

  Object fineTune(Path folder, Progress progress) throws IOException {
    return seq2seq().fineTune(folder, progress);
  }

  /**
   * A round of reward-weighted ranking.
   *
   * @throws RoundRefusedException if the round starts from a published version and is sent back: a
   *     version that is no better is not made
   */
  Object rank(Path folder, RwrSettings rwr, Progress progress) throws IOException {
    RwrReport report = seq2seq().rank(folder, rwr, progress);
    if (plan.parent() != null && report.refused() != null) {
      throw new RoundRefusedException(report.refused());
    }
    return report;
  }

  private Seq2SeqWork seq2seq() throws IOException {
    return new Seq2SeqWork(recipe, plan.baseSeq2Seq(), parts, samples(), vectors(PREFIXES));
  }

  /** Puts a version together inside a stage's folder, for a look at it before it is published. */
  Path draft(Path folder, Provenance provenance) throws IOException {
    Path drafts = folder.resolve("draft");
    Path draft = drafts.resolve(plan.name());
    return Files.exists(draft)
        ? draft
        : new BundleWriter(drafts).write(plan.name(), provenance, content());
  }

  Object evaluate(
      Path folder,
      Provenance provenance,
      Map<String, Map<String, Object>> reports,
      Progress progress)
      throws IOException {
    Path draft = draft(folder, provenance);
    Origin origin = Origin.here(plan.command(), plan.data().source(), plan.data().isSimulated());
    EvaluationReport report =
        new EvaluationRun(recipe.evaluate(), samples())
            .of(
                List.of(new LabelledVersion("OneSug", draft)),
                plan.device(),
                List.of(),
                origin,
                progress)
            .withStages(reports);
    new ReportFolder(folder).write(report);
    return report.headline();
  }

  /**
   * Publishes what was evaluated, unless just that is published already; another version never
   * takes its name.
   */
  Path publish(Provenance provenance) throws IOException {
    Path published = plan.models().resolve(plan.name());
    if (Files.exists(published)) {
      Path evaluated = draft(store.folder(Stage.EVALUATE), provenance);
      if (Manifest.read(published).files().equals(Manifest.read(evaluated).files())) {
        return published;
      }
    }
    return new BundleWriter(plan.models()).write(plan.name(), provenance, content());
  }

  private VersionContent content() {
    return recipe.rwr() == null
        ? parts.content()
        : parts.withSeq2seq(Parts.seq2seqIn(store.folder(Stage.RWR))).content();
  }

  private SampleFolder samples() {
    return new SampleFolder(store.folder(Stage.SAMPLES));
  }

  private TextVectors vectors(String name) throws IOException {
    return TextVectors.read(store.folder(Stage.EMBED), name);
  }

  private Map<String, Long> queryCounts() throws IOException {
    return QueryFile.readAll(List.of(samples().queries()));
  }

  /** How much was embedded. */
  private record Embedded(int queries, int prefixes) {}
}
