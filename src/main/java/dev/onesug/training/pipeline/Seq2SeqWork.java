package dev.onesug.training.pipeline;

import dev.onesug.model.prior.ContextPrior;
import dev.onesug.model.prior.Moment;
import dev.onesug.model.prior.PriorWeights;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.related.RelatedQueries;
import dev.onesug.model.semanticid.RqVae;
import dev.onesug.model.seq2seq.EncoderInputBuilder;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.text.QueryTokenizer;
import dev.onesug.model.text.TokenText;
import dev.onesug.training.descent.DescentSettings;
import dev.onesug.training.embed.TextVectors;
import dev.onesug.training.logs.Sample;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.Samples;
import dev.onesug.training.progress.Progress;
import dev.onesug.training.rwr.RwrReport;
import dev.onesug.training.rwr.RwrRound;
import dev.onesug.training.rwr.RwrSettings;
import dev.onesug.training.sft.AllowedChoices;
import dev.onesug.training.sft.AllowedChoices.SamplePrior;
import dev.onesug.training.sft.PriorFit;
import dev.onesug.training.sft.SamplePreparation;
import dev.onesug.training.sft.SamplePreparation.Prepared;
import dev.onesug.training.sft.SftSamples;
import dev.onesug.training.sft.SftSettings;
import dev.onesug.training.sft.SftTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stages that make the encoder-decoder and its prior: what can be counted is fitted, then the
 * model is trained on what was searched, then on what was preferred.
 *
 * @param base what fine-tuning starts from; null for an untrained model
 * @param parts what the version is made of so far
 * @param prefixVectors of the prefixes of all samples
 */
record Seq2SeqWork(
    Recipe recipe,
    @Nullable BaseSeq2Seq base,
    Parts parts,
    SampleFolder samples,
    TextVectors prefixVectors) {
  private static final String TOKENIZER = "tokenizer.json";
  private static final String SEARCH = "search.json";

  /** One in so many training samples measures the training and is not learned from. */
  private static final int DEV_SHARE = 100;

  /** Samples that the weights of the prior are fitted to. */
  private static final int FITTED_SAMPLES = 20_000;

  /** What the prior was fitted to. */
  record Fitted(long searches, PriorWeights weights) {}

  /** Fits the prior to one in so many training samples, which is enough for a few numbers. */
  Fitted fitPrior(Path folder, Progress progress) throws IOException {
    try (QueryTokenizer tokenizer = QueryTokenizer.load(parts.tokenizer())) {
      QueryIndex index = QueryIndex.open(parts.index());
      PriorFit fit = new PriorFit(index);
      SamplePreparation preparation = preparation(index, tokenizer, config(tokenizer));
      List<Sample> chosen = everyNthSuggested(index, count(sample -> true) / FITTED_SAMPLES);
      progress.update(0, chosen.size(), "searches");
      List<Moment> moments =
          chosen.parallelStream()
              .map(sample -> preparation.moment(sample, target(index, sample)))
              .toList();
      for (int i = 0; i < chosen.size(); i++) {
        fit.add(moments.get(i), target(index, chosen.get(i)));
      }
      PriorWeights weights = fit.fit();
      Files.write(folder.resolve(SEARCH), JsonMapper.shared().writeValueAsBytes(weights));
      return new Fitted(fit.size(), weights);
    }
  }

  private Seq2SeqConfig config(QueryTokenizer tokenizer) throws IOException {
    return base == null ? recipe.seq2seq().config(tokenizer) : base.config(recipe.seq2seq());
  }

  /** What stands for the fine-tuning of a model that was trained elsewhere. */
  private record Adopted(String from) {}

  Object fineTune(Path folder, Progress progress) throws IOException {
    Path model = Files.createDirectories(Parts.seq2seqIn(folder));
    copy(parts.tokenizer(), model.resolve(TOKENIZER));
    try (QueryTokenizer tokenizer = QueryTokenizer.load(parts.tokenizer())) {
      Seq2SeqConfig config = config(tokenizer);
      QueryIndex index = QueryIndex.open(parts.index());
      SamplePreparation preparation = preparation(index, tokenizer, config);
      @Nullable PriorWeights weights = null;
      if (recipe.seq2seq().prior()) {
        copy(parts.prior().resolve(SEARCH), model.resolve(SEARCH));
        weights = PriorWeights.read(model.resolve(SEARCH));
      }
      @Nullable SftSettings sft = recipe.sft();
      if (sft == null) {
        return adopted(config, model);
      }
      SftSamples train = new SftSamples();
      SftSamples dev = new SftSamples();
      long all = count(sample -> true);
      preparation.forEach(
          samples.train(),
          (place, sample) -> isDev(place) || sft.takes(place, all),
          all,
          progress,
          one ->
              (isDev(one.place()) ? dev : train)
                  .add(one.moment(), one.input(), index.tokens(one.target())));
      return new SftTrainer(
              config, choices(index, tokenizer, config, weights), sft.descent(), progress)
          .train(
              train, dev, () -> begin(config, sft.descent()), folder.resolve("checkpoints"), model);
    }
  }

  private Seq2SeqModel begin(Seq2SeqConfig config, DescentSettings settings) throws IOException {
    return base == null
        ? Seq2SeqModel.untrained(config, settings.seed(), settings.device())
        : base.trainable(config, settings.device());
  }

  private Adopted adopted(Seq2SeqConfig config, Path model) throws IOException {
    if (base == null) {
      throw new IllegalStateException("sft: null (expected: settings, or a trained model)");
    }
    base.adopt(config, model);
    return new Adopted(base.name());
  }

  RwrReport rank(Path folder, RwrSettings rwr, Progress progress) throws IOException {
    Path model = Files.createDirectories(Parts.seq2seqIn(folder));
    Path reference = parts.seq2seq();
    copy(reference.resolve(TOKENIZER), model.resolve(TOKENIZER));
    Path search = reference.resolve(SEARCH);
    if (Files.exists(search)) {
      copy(search, model.resolve(SEARCH));
    }
    try (QueryTokenizer tokenizer = QueryTokenizer.load(reference.resolve(TOKENIZER))) {
      Seq2SeqConfig config = Seq2SeqConfig.read(reference.resolve("config.json"));
      QueryIndex index = QueryIndex.open(parts.index());
      @Nullable PriorWeights weights = Files.exists(search) ? PriorWeights.read(search) : null;
      List<Prepared> train = new ArrayList<>();
      List<Prepared> heldOut = new ArrayList<>();
      Predicate<Sample> recent = recent(rwr.days());
      long all = count(recent);
      long every = Math.max(1, all / rwr.lists());
      long everyHeldOut = Math.max(1, all / DEV_SHARE / rwr.heldOut());
      preparation(index, tokenizer, config)
          .forEach(
              samples.train(),
              (place, sample) ->
                  recent.test(sample)
                      && (isDev(place)
                          ? place / DEV_SHARE % everyHeldOut == 0
                          : place % every == 1 % every),
              all,
              progress,
              one -> (isDev(one.place()) ? heldOut : train).add(one));
      return new RwrRound(index, choices(index, tokenizer, config, weights), rwr, progress)
          .run(train, heldOut, reference, folder, model);
    }
  }

  private SamplePreparation preparation(
      QueryIndex index, QueryTokenizer tokenizer, Seq2SeqConfig config) throws IOException {
    RelatedQueries related =
        new RelatedQueries(index, RqVae.load(parts.quantizer()), prefixVectors::vector);
    return new SamplePreparation(index, related, new EncoderInputBuilder(tokenizer, config));
  }

  /**
   * @param weights of the prior; null for none
   */
  private static AllowedChoices choices(
      QueryIndex index,
      QueryTokenizer tokenizer,
      Seq2SeqConfig config,
      @Nullable PriorWeights weights) {
    @Nullable SamplePrior prior =
        weights == null
            ? null
            : new ContextPrior(index, TokenText.of(tokenizer), weights)::withoutOne;
    return new AllowedChoices(index.trie(), prior, config.endToken(), config.vocabularySize());
  }

  /** Samples of the last days of the training window; of all, if none are asked for. */
  private Predicate<Sample> recent(int days) {
    if (days == 0) {
      return sample -> true;
    }
    try (Stream<Sample> all = Samples.read(samples.train())) {
      long last = all.mapToLong(Sample::instantMillis).max().orElse(0);
      long first = last - Duration.ofDays(days).toMillis();
      return sample -> sample.instantMillis() > first;
    }
  }

  private long count(Predicate<Sample> wanted) {
    try (Stream<Sample> all = Samples.read(samples.train())) {
      return all.filter(wanted).count();
    }
  }

  private static boolean isDev(long place) {
    return place % DEV_SHARE == 0;
  }

  /** Training samples, spread over the window, whose query may be suggested. */
  private List<Sample> everyNthSuggested(QueryIndex index, long n) {
    long[] place = {0};
    try (Stream<Sample> all = Samples.read(samples.train())) {
      return all.filter(sample -> place[0]++ % Math.max(1, n) == 0)
          .filter(sample -> index.find(sample.target()).isPresent())
          .toList();
    }
  }

  private static int target(QueryIndex index, Sample sample) {
    return index.find(sample.target()).orElseThrow();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }
}
