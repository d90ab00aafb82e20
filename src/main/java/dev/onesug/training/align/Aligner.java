package dev.onesug.training.align;

import dev.onesug.model.embedding.Bert;
import dev.onesug.model.embedding.TextEncoder;
import dev.onesug.model.tensor.GradientDescent;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.SafeTensors.Precision;
import dev.onesug.model.tensor.TensorProgram;
import dev.onesug.model.text.QueryTokenizer;
import dev.onesug.training.align.PairMiner.Lookup;
import dev.onesug.training.evaluation.Bootstrap;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The align stage (paper section 3.1): cuts a published text encoder and tunes it on the shop's own
 * pairs.
 *
 * <p>Where the paper is silent: pairs that only co-occur are taken by their strength, and dropped
 * if the un-tuned encoder finds them unlike; within a batch, a right side that is known to belong
 * to a left side is not its negative.
 */
public final class Aligner {
  /** Where the tuned encoder is written, within the stage's folder. */
  public static final String TEXT_ENCODER = "text-encoder";

  private static final int BOOTSTRAP_RESAMPLES = 1000;
  private static final int EMBEDDED_AT_ONCE = 2048;

  private final AlignSettings settings;
  private final String device;
  private final Progress progress;

  /**
   * @param device {@code cpu}, {@code cuda:N} or {@code auto}
   */
  public Aligner(AlignSettings settings, String device, Progress progress) {
    this.settings = settings;
    this.device = device;
    this.progress = progress;
  }

  /**
   * What the stage learns from and is measured on.
   *
   * @param chosen prefixes and the queries that followed; at least two
   * @param mined queries of common sessions, the strongest pair first
   * @param heldOut pairs from a later time, at least one prefix
   * @param queries all queries of the index: what the vocabulary must fit, and what hard negatives
   *     of prefixes are picked from
   */
  public record Input(
      List<TextPair> chosen,
      List<TextPair> mined,
      Map<Lookup, List<TextPair>> heldOut,
      List<String> queries) {
    public Input {
      if (chosen.size() < 2) {
        throw new IllegalArgumentException("chosen: " + chosen.size() + " (expected: at least 2)");
      }
      if (heldOut.getOrDefault(Lookup.PREFIX, List.of()).isEmpty()) {
        throw new IllegalArgumentException(
            "heldOut: 0 prefixes (expected: at least 1 test sample with a prefix of 2 letters or"
                + " more that is not the whole query)");
      }
    }

    /** Everything that the vocabulary must fit. */
    Stream<String> texts() {
      return Stream.concat(
          queries.stream(),
          Stream.concat(chosen.stream(), mined.stream())
              .flatMap(pair -> Stream.of(pair.left(), pair.right())));
    }
  }

  /** The measures before the tuning, and the pairs that it will see. */
  private record Prepared(
      List<TextPair> pairs,
      List<String> hardNegatives,
      int dropped,
      RecallTest test,
      Map<Lookup, int[]> untuned) {}

  /**
   * Cuts, tunes, measures, and writes {@link #TEXT_ENCODER}, a BERT folder in fp32.
   *
   * @param base a published encoder, whole
   * @param folder of the stage; an unfinished run of the same input has left its checkpoint here
   * @throws IOException if the folder cannot be written
   * @throws IllegalArgumentException if fewer than two pairs are left after the dropping
   */
  public AlignReport align(BaseTextEncoder base, Input input, Path folder) throws IOException {
    BaseTextEncoder cut =
        base.keepLayers(settings.layers()).prune(input.texts(), settings.vocabulary());
    Prepared prepared = prepare(base, input);
    Map<Lookup, int[]> cutRanks;
    try (TextEncoder encoder = cut.open(device)) {
      cutRanks = prepared.test.ranks(encoder);
    }
    AlignCheckpoint last = tune(cut, prepared, folder);
    BaseTextEncoder tuned = cut.withWeights(last.weights());
    tuned.write(folder.resolve(TEXT_ENCODER), Precision.F32);
    AlignCheckpoint.delete(folder);
    try (TextEncoder encoder = tuned.open(device)) {
      Recall recall = new Recall(new Bootstrap(BOOTSTRAP_RESAMPLES, settings.seed()));
      recall.add("published", prepared.untuned);
      recall.add("cut", cutRanks);
      recall.add("tuned", prepared.test.ranks(encoder));
      recall.add("tuned, one by one", prepared.test.ranksOneByOne(encoder));
      return report(tuned, prepared, last, recall);
    }
  }

  private Prepared prepare(BaseTextEncoder base, Input input) throws IOException {
    List<TextPair> mined =
        input.mined().subList(0, Math.min(settings.pairs() / 2, input.mined().size()));
    List<TextPair> chosen = sample(input.chosen(), settings.pairs() - mined.size());
    Map<Lookup, List<TextPair>> heldOut = new EnumMap<>(Lookup.class);
    input
        .heldOut()
        .forEach((lookup, pairs) -> heldOut.put(lookup, sample(pairs, settings.heldOut())));
    RecallTest test =
        new RecallTest(
            heldOut, () -> chosen.stream().map(TextPair::right).iterator(), settings.candidates());
    try (TextEncoder untuned = base.open(device)) {
      Map<String, float[]> vectors = embed(mined, untuned);
      List<TextPair> pairs =
          Stream.concat(chosen.stream(), mined.stream().filter(pair -> isLike(pair, vectors)))
              .toList();
      if (pairs.size() < 2) {
        throw new IllegalArgumentException(
            "train: "
                + pairs.size()
                + " pairs at or above minimumSimilarity "
                + settings.minimumSimilarity()
                + " (expected: at least 2)");
      }
      return new Prepared(
          pairs,
          settings.hardNegatives()
              ? new HardNegatives(input.queries(), vectors, settings.seed()).of(pairs)
              : List.of(),
          chosen.size() + mined.size() - pairs.size(),
          test,
          test.ranks(untuned));
    }
  }

  private <T> List<T> sample(List<T> all, int size) {
    List<T> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(settings.seed()));
    return shuffled.subList(0, Math.min(size, shuffled.size()));
  }

  private boolean isLike(TextPair pair, Map<String, float[]> vectors) {
    float[] left = vectors.get(pair.left());
    float[] right = vectors.get(pair.right());
    return left != null
        && right != null
        && RecallTest.dot(left, right) >= settings.minimumSimilarity();
  }

  private Map<String, float[]> embed(List<TextPair> pairs, TextEncoder encoder) {
    List<String> texts =
        pairs.stream().flatMap(pair -> Stream.of(pair.left(), pair.right())).distinct().toList();
    Map<String, float[]> vectors = new HashMap<>();
    for (int from = 0; from < texts.size(); from += EMBEDDED_AT_ONCE) {
      List<String> part = texts.subList(from, Math.min(texts.size(), from + EMBEDDED_AT_ONCE));
      float[][] embedded = encoder.embed(part);
      for (int i = 0; i < embedded.length; i++) {
        vectors.put(part.get(i), embedded[i]);
      }
      progress.update(vectors.size(), texts.size(), "similarity of mined pairs");
    }
    return vectors;
  }

  private AlignCheckpoint tune(BaseTextEncoder cut, Prepared prepared, Path folder)
      throws IOException {
    AlignCheckpoint from =
        AlignCheckpoint.exists(folder)
            ? AlignCheckpoint.read(folder)
            : new AlignCheckpoint(cut.bert().weights(), Map.of(), 0, 0, 0);
    Map<String, HostTensor> moments = from.moments();
    Bert start = new Bert(cut.config(), from.weights());
    try (QueryTokenizer tokenizer = cut.tokenizer();
        TensorProgram program = start.compileTrainable(device);
        GradientDescent descent =
            new GradientDescent(
                program, GradientDescent.Settings.DEFAULT, moments.isEmpty() ? null : moments)) {
      PairBatches batches =
          new PairBatches(
              prepared.pairs, prepared.hardNegatives, settings, tokenizer, cut.config());
      return new ContrastiveTraining(settings, batches, program, descent, from, folder, progress)
          .run();
    }
  }

  private static AlignReport report(
      BaseTextEncoder tuned, Prepared prepared, AlignCheckpoint last, Recall recall) {
    return new AlignReport(
        tuned.config().layers(),
        tuned.config().vocabulary(),
        prepared.pairs.size(),
        prepared.dropped,
        last.steps(),
        last.seconds(),
        last.loss(),
        prepared.test.candidates(),
        recall.rows(),
        recall.gain("tuned", "published"));
  }
}
