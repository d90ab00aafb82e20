package dev.onesug.training.pipeline;

import dev.onesug.model.bundle.BundleWriter;
import dev.onesug.model.bundle.Manifest;
import dev.onesug.model.bundle.Provenance;
import dev.onesug.model.embedding.TextEncoder;
import dev.onesug.model.prior.ContextPrior;
import dev.onesug.model.prior.PriorWeights;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.related.RelatedQueries;
import dev.onesug.model.semanticid.RqVae;
import dev.onesug.model.seq2seq.EncoderInputBuilder;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.text.QueryText;
import dev.onesug.model.text.QueryTokenizer;
import dev.onesug.model.text.WordPieceText;
import dev.onesug.training.align.Aligner;
import dev.onesug.training.align.BaseTextEncoder;
import dev.onesug.training.align.PairMiner;
import dev.onesug.training.embed.TextVectors;
import dev.onesug.training.evaluation.EvaluationReport;
import dev.onesug.training.evaluation.EvaluationRun;
import dev.onesug.training.evaluation.Origin;
import dev.onesug.training.logs.CoOccurrences;
import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.logs.SampleBuilder;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.Samples;
import dev.onesug.training.logs.shop.Catalogue;
import dev.onesug.training.logs.shop.QueryFile;
import dev.onesug.training.logs.shop.ShopSimulator;
import dev.onesug.training.progress.Progress;
import dev.onesug.training.quantize.QuantizeSettings;
import dev.onesug.training.quantize.QuantizerHealth;
import dev.onesug.training.quantize.RqVaeTrainer;
import dev.onesug.training.sft.AllowedChoices;
import dev.onesug.training.sft.PriorFit;
import dev.onesug.training.sft.SamplePreparation;
import dev.onesug.training.sft.SftSamples;
import dev.onesug.training.sft.SftTrainer;
import dev.onesug.training.sft.TokenizerMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What each stage does, by handing folders to the package that does it. A stage reads the folders
 * of the stages before it and fills its own.
 */
final class StageWork {
  private static final String QUERIES = "queries";
  private static final String PREFIXES = "prefixes";
  private static final String QUANTIZER = "quantizer";
  private static final String INDEX = "index";
  private static final String SEQ2SEQ = "seq2seq";
  private static final String TOKENIZER = "tokenizer.json";

  /** One in so many training samples measures the training and is not learned from. */
  private static final int DEV_SHARE = 100;

  /** Samples that the weights of the prior are fitted to. */
  private static final int FITTED_SAMPLES = 20_000;

  private final Recipe recipe;
  private final RunPlan plan;
  private final StageStore store;

  StageWork(Recipe recipe, RunPlan plan, StageStore store) {
    this.recipe = recipe;
    this.plan = plan;
    this.store = store;
  }

  Object log(Path folder, Progress progress) throws IOException {
    LogFolder given = plan.log();
    if (given != null) {
      return Map.of("given", given.path().toString());
    }
    ShopSimulator shop =
        plan.queries().isEmpty()
            ? ShopSimulator.ofCatalogue(Catalogue.load(), recipe.simulate())
            : ShopSimulator.ofQueries(QueryFile.readAll(plan.queries()), recipe.simulate());
    return shop.simulate(new LogFolder(folder), progress);
  }

  Object samples(Path folder, Progress progress) throws IOException {
    LogFolder given = plan.log();
    LogFolder log = given == null ? new LogFolder(store.folder(Stage.LOG)) : given;
    return new SampleBuilder(recipe.samples()).build(log, new SampleFolder(folder), progress);
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
    try (TextEncoder encoder = TextEncoder.load(textEncoder(), plan.device())) {
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
    quantizer.save(Files.createDirectories(folder.resolve(QUANTIZER)));
    return health;
  }

  Object index(Path folder, Progress progress) throws IOException {
    Map<String, Long> counts = queryCounts();
    TokenizerMaker.make(corpus(counts), recipe.seq2seq().vocabulary(), folder.resolve(TOKENIZER));
    try (QueryTokenizer tokenizer = QueryTokenizer.load(folder.resolve(TOKENIZER))) {
      return new IndexStage(tokenizer, recipe.seq2seq().maxTargetTokens(), recipe.related())
          .build(
              counts,
              vectors(QUERIES),
              CoOccurrences.read(samples()),
              vectors(PREFIXES),
              RqVae.load(quantizer()),
              Files.createDirectories(folder.resolve(INDEX)));
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

  Object fineTune(Path folder, Progress progress) throws IOException {
    Path model = Files.createDirectories(folder.resolve(SEQ2SEQ));
    Path tokenizerFile = store.folder(Stage.INDEX).resolve(TOKENIZER);
    Files.copy(tokenizerFile, model.resolve(TOKENIZER), StandardCopyOption.REPLACE_EXISTING);
    try (QueryTokenizer tokenizer = QueryTokenizer.load(tokenizerFile)) {
      Seq2SeqConfig config = recipe.seq2seq().config(tokenizer);
      QueryIndex index = QueryIndex.open(store.folder(Stage.INDEX).resolve(INDEX));
      RelatedQueries related =
          new RelatedQueries(index, RqVae.load(quantizer()), vectors(PREFIXES)::vector);
      SamplePreparation preparation =
          new SamplePreparation(index, related, new EncoderInputBuilder(tokenizer, config));
      SftSamples train = new SftSamples();
      SftSamples dev = new SftSamples();
      preparation.addAll(
          samples().train(), place -> isDev(place) ? dev : train, trainingSamples(), progress);
      PriorWeights weights = priorWeights(index, preparation);
      Files.write(model.resolve("search.json"), JsonMapper.shared().writeValueAsBytes(weights));
      ContextPrior prior = new ContextPrior(index, new WordPieceText(tokenizer), weights);
      AllowedChoices choices =
          new AllowedChoices(
              prior.trie(), prior::withoutOne, config.endToken(), config.vocabularySize());
      return new SftTrainer(config, choices, recipe.sft(), progress)
          .train(train, dev, folder.resolve("checkpoints"), model);
    }
  }

  /** Fitted to one in so many training samples, which is enough for a few numbers. */
  private PriorWeights priorWeights(QueryIndex index, SamplePreparation preparation)
      throws IOException {
    PriorFit fit = new PriorFit(index);
    long every = Math.max(1, trainingSamples() / FITTED_SAMPLES);
    long[] place = {0};
    Samples.forEach(
        samples().train(),
        sample -> {
          OptionalInt target = index.find(sample.target());
          if (place[0]++ % every == 0 && target.isPresent()) {
            fit.add(preparation.moment(sample, target.getAsInt()), target.getAsInt());
          }
        });
    return fit.fit();
  }

  private long trainingSamples() throws IOException {
    try (Stream<String> lines = Files.lines(samples().train())) {
      return lines.count();
    }
  }

  private static boolean isDev(long sample) {
    return sample % DEV_SHARE == 0;
  }

  /** Puts a version together inside a stage's folder, for a look at it before it is published. */
  private Path draft(Path folder, Provenance provenance) throws IOException {
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
    Origin origin = Origin.here(plan.command(), plan.source(), plan.isSimulated());
    EvaluationReport report =
        new EvaluationRun(recipe.evaluate(), samples())
            .of(draft, plan.device(), origin, progress)
            .withStages(reports);
    report.write(folder);
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
    Map<String, Path> parts = new LinkedHashMap<>();
    parts.put("text-encoder", textEncoder());
    parts.put(QUANTIZER, quantizer());
    parts.put(INDEX, store.folder(Stage.INDEX).resolve(INDEX));
    parts.put(SEQ2SEQ, store.folder(Stage.SFT).resolve(SEQ2SEQ));
    return new VersionContent(parts);
  }

  private SampleFolder samples() {
    return new SampleFolder(store.folder(Stage.SAMPLES));
  }

  private Path textEncoder() {
    return store.folder(Stage.ALIGN).resolve(Aligner.TEXT_ENCODER);
  }

  private Path quantizer() {
    return store.folder(Stage.QUANTIZE).resolve(QUANTIZER);
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
