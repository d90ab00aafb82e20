package dev.onesug.training.rwr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.seq2seq.Seq2SeqBatch;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqConfig.CutWord;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.model.tensor.TensorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListLossTest {
  private static final Seq2SeqConfig CONFIG =
      new Seq2SeqConfig(
          40, 32, 1, 1, 2, 2, 64, 64, 40, "gelu", false, 0, 5, 6, CutWord.CHARACTERS, 36, 10);
  private static final List<int[]> INPUTS = List.of(new int[] {8, 9, 10}, new int[] {11, 12});
  private static final float BETA = 0.5f;
  private static final float MARGIN = 0.5f;
  private static final float ALPHA = 0.4f;

  private static Seq2SeqModel model;

  @BeforeAll
  static void open() {
    TensorEngine.threads(1);
    model = Seq2SeqModel.untrained(CONFIG, 3, "cpu");
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static Seq2SeqBatch batch(int negatives) {
    List<int[]> targets = new ArrayList<>();
    for (int i = 0; i < INPUTS.size() * (1 + negatives); i++) {
      targets.add(i % 2 == 0 ? new int[] {7 + i} : new int[] {9 + i, 20});
    }
    return Seq2SeqBatch.of(CONFIG, INPUTS, targets);
  }

  private static float[] biases(Seq2SeqBatch batch) {
    return new float[batch.targetTokens() * CONFIG.vocabularySize()];
  }

  private static double loss(Seq2SeqBatch batch, float[] reference, float[] weights, float alpha) {
    try (TensorScope scope = model.program().open()) {
      float[] scales = {BETA, MARGIN, alpha};
      return scope
          .call(
              "list_loss",
              (Object[]) batch.tensors(scope, biases(batch), reference, weights, scales))
          .get(0)
          .floats()[0];
    }
  }

  @Test
  void listLoss_oneNegative_isThePairwiseLoss() {
    Seq2SeqBatch batch = batch(1);
    float[] now = model.targetLogProbs(batch, biases(batch));
    float[] reference = {-8, -9.5f, -7.25f, -8.5f};
    float[] weights = {2, 1, 1, 0.7f};
    double expected = 0;
    for (int list = 0; list < 2; list++) {
      double lead =
          BETA * (now[2 * list] - reference[2 * list])
              - BETA * (now[2 * list + 1] - reference[2 * list + 1]);
      expected -= weights[2 * list + 1] * logSigmoid(weights[2 * list] * (lead - MARGIN)) / 2;
      expected -= ALPHA * now[2 * list] / 2;
    }
    assertThat(loss(batch, reference, weights, ALPHA)).isCloseTo(expected, within(1e-6));
  }

  @Test
  void listLoss_fourEqualNegatives_weighAsFour() {
    Seq2SeqBatch batch = batch(4);
    float[] now = model.targetLogProbs(batch, biases(batch));
    float[] weights = {2, 1, 2, 1};
    assertThat(loss(batch, now, weights, 0))
        .isCloseTo(Math.log(1 + 4 * Math.exp(2 * MARGIN)), within(1e-6));
  }

  /** The figures of training's start: the gradient of the pairwise loss by the lead. */
  @ParameterizedTest
  @CsvSource({"0.5, 0.28", "1, 0.62", "2, 1.46", "4, 3.52"})
  void listLoss_policyIsTheReference_hasAGradient(float weight, double expected) {
    Seq2SeqBatch batch = batch(1);
    float[] now = model.targetLogProbs(batch, biases(batch));
    float[] weights = {weight, 1, weight, 1};
    double step = 0.02;
    double[] losses = new double[2];
    for (int side = 0; side < 2; side++) {
      float[] reference = now.clone();
      reference[0] += (float) (side == 0 ? step : -step);
      reference[2] = reference[0] - now[0] + now[2];
      losses[side] = loss(batch, reference, weights, 0);
    }
    // The lead changes by β · step to either side.
    assertThat((losses[1] - losses[0]) / (2 * BETA * step)).isCloseTo(-expected, within(0.01));
  }

  /**
   * As the paper prints it, with a hinge inside the sigmoid: policy and reference are equal at the
   * start, so the lead is below the margin and the hinge flat.
   */
  @Test
  void printedHinge_policyIsTheReference_hasNone() {
    for (double weight : new double[] {0.5, 1, 2, 4}) {
      DoubleUnaryOperator pairwise = lead -> -logSigmoid(weight * Math.max(0, lead - MARGIN));
      DoubleUnaryOperator listwise =
          lead -> -logSigmoid(-Math.log(4 * Math.exp(weight * Math.max(0, -lead - MARGIN))));
      for (DoubleUnaryOperator printed : List.of(pairwise, listwise)) {
        assertThat(printed.applyAsDouble(0.1)).isEqualTo(printed.applyAsDouble(-0.1));
      }
    }
  }

  private static double logSigmoid(double x) {
    return -Math.log1p(Math.exp(-x));
  }
}
