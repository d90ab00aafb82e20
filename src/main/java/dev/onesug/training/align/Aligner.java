package dev.onesug.training.align;

import dev.onesug.model.embedding.Bert;
import dev.onesug.model.embedding.TextEncoder;
import dev.onesug.model.tensor.GradientDescent;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.SafeTensors.Precision;
import dev.onesug.model.tensor.TensorProgram;
import dev.onesug.model.text.QueryTokenizer;
import dev.onesug.training.evaluation.Bootstrap;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The align stage (paper section 3.1): cuts a published text encoder and tunes it on the shop's own
 * pairs.
 *
 * <p>Where the paper is silent: pairs that only co-occur are dropped if the un-tuned encoder finds
 * them unlike; within a batch, a right side that is known to belong to a left side is not its
 * negative.
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
   * @param train pairs, at least two
   * @param heldOut pairs from a later time, at least one
   * @param corpus further texts that the vocabulary must fit, such as all queries of the index and
   *     the prefixes that were typed
   */
  public record Input(List<TextPair> train, List<TextPair> heldOut, List<String> corpus) {
    public Input {
      if (train.size() < 2) {
        throw new IllegalArgumentException("train: " + train.size() + " (expected: at least 2)");
      }
      if (heldOut.isEmpty()) {
        throw new IllegalArgumentException("heldOut: 0 (expected: at least 1)");
      }
    }

    Stream<String> texts() {
      return Stream.concat(
          corpus.stream(), train.stream().flatMap(pair -> Stream.of(pair.left(), pair.right())));
    }
  }

  /** The measures before the tuning, and the pairs that it will see. */
  private record Prepared(List<TextPair> pairs, int dropped, RecallTest test, double[] untuned) {}

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
    double[] cutHits;
    try (TextEncoder encoder = cut.open(device)) {
      cutHits = prepared.test.hits(encoder);
    }
    AlignCheckpoint last = tune(cut, prepared.pairs, folder);
    BaseTextEncoder tuned = cut.withWeights(last.weights());
    tuned.write(folder.resolve(TEXT_ENCODER), Precision.F32);
    AlignCheckpoint.delete(folder);
    try (TextEncoder encoder = tuned.open(device)) {
      return report(tuned, prepared, last, cutHits, prepared.test.hits(encoder));
    }
  }

  private Prepared prepare(BaseTextEncoder base, Input input) throws IOException {
    List<TextPair> sampled = sample(input.train(), settings.pairs());
    RecallTest test =
        new RecallTest(
            sample(input.heldOut(), settings.heldOut()),
            () -> sampled.stream().map(TextPair::right).iterator(),
            settings.candidates());
    try (TextEncoder untuned = base.open(device)) {
      List<TextPair> kept = dropUnlike(sampled, untuned);
      if (kept.size() < 2) {
        throw new IllegalArgumentException(
            "train: "
                + kept.size()
                + " pairs at or above minimumSimilarity "
                + settings.minimumSimilarity()
                + " (expected: at least 2)");
      }
      return new Prepared(kept, sampled.size() - kept.size(), test, test.hits(untuned));
    }
  }

  private <T> List<T> sample(List<T> all, int size) {
    List<T> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(settings.seed()));
    return shuffled.subList(0, Math.min(size, shuffled.size()));
  }

  private List<TextPair> dropUnlike(List<TextPair> pairs, TextEncoder untuned) {
    List<String> texts =
        pairs.stream()
            .filter(TextPair::mined)
            .flatMap(pair -> Stream.of(pair.left(), pair.right()))
            .distinct()
            .toList();
    Map<String, float[]> vectors = embed(texts, untuned);
    return pairs.stream().filter(pair -> !pair.mined() || isLike(pair, vectors)).toList();
  }

  private boolean isLike(TextPair pair, Map<String, float[]> vectors) {
    float[] left = vectors.get(pair.left());
    float[] right = vectors.get(pair.right());
    return left != null
        && right != null
        && RecallTest.dot(left, right) >= settings.minimumSimilarity();
  }

  private Map<String, float[]> embed(List<String> texts, TextEncoder encoder) {
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

  private AlignCheckpoint tune(BaseTextEncoder cut, List<TextPair> pairs, Path folder)
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
          new PairBatches(pairs, tokenizer, cut.config(), settings.batch(), settings.seed());
      return new ContrastiveTraining(settings, batches, program, descent, from, folder, progress)
          .run();
    }
  }

  private AlignReport report(
      BaseTextEncoder tuned,
      Prepared prepared,
      AlignCheckpoint last,
      double[] cutHits,
      double[] tunedHits) {
    Bootstrap bootstrap = new Bootstrap(BOOTSTRAP_RESAMPLES, settings.seed());
    var means = bootstrap.means(prepared.untuned, cutHits, tunedHits);
    return new AlignReport(
        tuned.config().layers(),
        tuned.config().vocabulary(),
        prepared.pairs.size(),
        prepared.dropped,
        last.steps(),
        last.seconds(),
        last.loss(),
        tunedHits.length,
        prepared.test.candidates(),
        means[0],
        means[1],
        means[2],
        bootstrap.pairedDifference(tunedHits, prepared.untuned));
  }
}
