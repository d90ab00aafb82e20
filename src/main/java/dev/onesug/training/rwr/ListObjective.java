package dev.onesug.training.rwr;

import dev.onesug.model.seq2seq.Seq2SeqBatch;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.training.descent.Objective;
import dev.onesug.training.rwr.RwrSettings.Weighted;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reward-weighted loss of lists. With r̂ = β · (log π(q|x) − log π_ref(q|x)), log-probabilities
 * summed over tokens, and rw = 1 / max(gap of the rewards, smallest gap):
 *
 * <pre>  log(1 + Σ_l exp(rw · (δ − (r̂_w − r̂_l)))) − α · log π(q_w|x)</pre>
 *
 * With one negative it is the pairwise loss −log σ(rw · ((r̂_w − r̂_l) − δ)) − α · log π(q_w|x).
 * The paper prints a hinge inside the sigmoid instead; its preference gradient is zero where
 * training starts.
 */
final class ListObjective implements Objective {
  private final RwrSettings settings;
  private final ListBatches train;
  private final ListBatches dev;
  private final ReferenceLogProbs reference;
  private final Divergence divergence;

  ListObjective(
      RwrSettings settings,
      ListBatches train,
      ListBatches dev,
      ReferenceLogProbs reference,
      Divergence divergence) {
    this.settings = settings;
    this.train = train;
    this.dev = dev;
    this.reference = reference;
    this.divergence = divergence;
  }

  @Override
  public int size() {
    return train.lists().size();
  }

  @Override
  public List<int[]> batches(int pass) {
    return train.numbers(settings.descent().seed(), pass);
  }

  @Override
  public String lossMethod() {
    return "list_loss";
  }

  @Override
  public Batch batch(int[] numbers) {
    Seq2SeqBatch pairs = train.pairs(numbers);
    float[] biases = train.biases(numbers);
    float[] expected = train.of(numbers, reference.train());
    float[] weights = weights(train, numbers);
    float[] scales = {
      (float) settings.beta(), (float) settings.margin(), (float) settings.sftWeight()
    };
    return new Batch(
        scope -> pairs.tensors(scope, biases, expected, weights, scales), pairs.computedTokens());
  }

  /** [B × 2] for each list what its margins and what its loss are scaled by. */
  private float[] weights(ListBatches pool, int[] numbers) {
    float[] weights = new float[2 * numbers.length];
    Arrays.fill(weights, 1);
    int column = settings.weighted() == Weighted.MARGIN ? 0 : 1;
    for (int i = 0; i < numbers.length; i++) {
      weights[2 * i + column] =
          (float) pool.lists().negatives().get(numbers[i]).weight(settings.smallestGap());
    }
    return weights;
  }

  @Override
  public Measurement measure(Seq2SeqModel model) {
    float[] now = dev.logProbs(model);
    int each = dev.each();
    double loss = 0;
    int ahead = 0;
    for (int list = 0; list < dev.lists().size(); list++) {
      int better = list * each;
      double gain = now[better] - reference.dev()[better];
      loss += loss(list, now);
      for (int i = better + 1; i < better + each; i++) {
        ahead += gain > now[i] - reference.dev()[i] ? 1 : 0;
      }
    }
    double moved = divergence.of(model);
    return new Measurement(
        loss / dev.lists().size(),
        Map.of(
            "preferred",
            (double) ahead / (dev.targets() - dev.lists().size()),
            "divergence",
            moved),
        stop(moved));
  }

  private double loss(int list, float[] now) {
    int better = list * dev.each();
    float[] weights = weights(dev, new int[] {list});
    double sum = 1;
    double gain = implicitReward(better, now);
    for (int i = better + 1; i < better + dev.each(); i++) {
      sum += Math.exp(weights[0] * (settings.margin() - (gain - implicitReward(i, now))));
    }
    return weights[1] * Math.log(sum) - settings.sftWeight() * now[better];
  }

  private double implicitReward(int target, float[] now) {
    return settings.beta() * (now[target] - reference.dev()[target]);
  }

  private @Nullable String stop(double moved) {
    return moved <= settings.divergenceLimit()
        ? null
        : String.format(
            Locale.ROOT,
            "divergence: %.3f nats a query (expected: at most %.3f)",
            moved,
            settings.divergenceLimit());
  }
}
