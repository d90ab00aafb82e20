package dev.onesug.training.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.semanticid.RqVae;
import dev.onesug.model.semanticid.RqVaeConfig;
import dev.onesug.model.semanticid.SemanticId;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.training.progress.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RqVaeTrainerTest {
  private static final QuantizeSettings SMALL =
      new QuantizeSettings(2, 8, 32, 16, 128, 200, Duration.ofSeconds(30), 1e-3, 7);
  private static final List<float[]> VECTORS = ClusteredVectors.make(8, 40, 24, 0.3, 5);

  @BeforeAll
  static void oneThread() {
    TensorEngine.threads(1);
  }

  private static RqVae train(QuantizeSettings settings) {
    return new RqVaeTrainer(settings, Progress.NONE).train(VECTORS);
  }

  @Test
  void train_clusteredVectors_usesAllCodesAndReconstructs() {
    QuantizerHealth trained = QuantizerHealth.measure(train(SMALL), VECTORS);

    assertThat(trained.levels()).allMatch(level -> level.codesUsed() == 8);
    assertThat(trained.levels()).allMatch(level -> level.perplexity() > 5);
    assertThat(trained.reconstructionError()).isLessThan(varianceAroundTheMean() / 4);
  }

  /** The error of the quantiser that has one code. */
  private static double varianceAroundTheMean() {
    float[] mean = PrincipalAxes.of(VECTORS, 1, new Random(1)).mean();
    double sum = 0;
    for (float[] vector : VECTORS) {
      for (int d = 0; d < mean.length; d++) {
        sum += Math.pow(vector[d] - mean[d], 2);
      }
    }
    return sum / VECTORS.size();
  }

  @Test
  void train_clusteredVectors_firstCodeTellsClustersApart() {
    RqVae quantizer = train(SMALL);
    int agreeing = 0;
    for (int cluster = 0; cluster < 8; cluster++) {
      int[] counts = new int[8];
      for (float[] vector : VECTORS.subList(cluster * 40, (cluster + 1) * 40)) {
        counts[quantizer.quantize(vector).code(0)]++;
      }
      agreeing += Arrays.stream(counts).max().orElse(0);
    }
    assertThat(agreeing).isGreaterThan(VECTORS.size() * 8 / 10);
  }

  @Test
  void train_noSteps_isResidualKMeansOverThePrincipalAxes() {
    QuantizerHealth health =
        QuantizerHealth.measure(train(SMALL.withLimits(0, Duration.ofSeconds(30))), VECTORS);
    assertThat(health.requireSound().levels()).allMatch(level -> level.codesUsed() == 8);
    assertThat(health.reconstructionError()).isLessThan(varianceAroundTheMean() / 4);
  }

  @Test
  void requireSound_collapsedLevel_isRefusedByName() {
    RqVaeConfig config = SMALL.config(24);
    Map<String, HostTensor> weights = weights(config, VECTORS, new Random(3));
    HostTensor codes = weights.get(RqVaeConfig.codebook(1));
    // All codes of the second level but one lie where no residual is.
    float[] far = codes.values().clone();
    Arrays.fill(far, SMALL.latentSize(), far.length, 1e6f);
    weights.put(RqVaeConfig.codebook(1), new HostTensor(codes.shape(), far));
    QuantizerHealth health = QuantizerHealth.measure(new RqVae(config, weights), VECTORS);
    assertThatThrownBy(health::requireSound)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("codes (expected: at least 8; its codebook collapsed");
  }

  @Test
  void train_sameSeed_sameCodes() {
    QuantizeSettings brief = SMALL.withLimits(30, Duration.ofSeconds(30));
    assertThat(train(brief).quantize(VECTORS)).isEqualTo(train(brief).quantize(VECTORS));
  }

  @Test
  void train_fewerVectorsThanCodes_isRefused() {
    assertThatThrownBy(() -> new RqVaeTrainer(SMALL, Progress.NONE).train(VECTORS.subList(0, 7)))
        .hasMessage("vectors: 7 (expected: at least 8 codes)");
  }

  @Test
  void codes_javaAndProgram_agree() {
    RqVaeConfig config = SMALL.config(24);
    Map<String, HostTensor> weights = weights(config, VECTORS, new Random(3));
    List<SemanticId> ours = new RqVae(config, weights).quantize(VECTORS);
    try (RqVaeProgram program = new RqVaeProgram(config, weights, "cpu")) {
      List<SemanticId> theirs = new ArrayList<>();
      for (long[] codes : program.codes(VECTORS)) {
        theirs.add(SemanticId.of((int) codes[0], (int) codes[1]));
      }
      assertThat(ours).isEqualTo(theirs);
    }
  }

  @Test
  void save_loaded_quantisesAlike(@TempDir Path folder) throws Exception {
    train(SMALL).save(folder);
    RqVae once = RqVae.load(folder);
    once.save(folder.resolve("again"));
    assertThat(RqVae.load(folder.resolve("again")).quantize(VECTORS))
        .isEqualTo(once.quantize(VECTORS));
  }

  private static Map<String, HostTensor> weights(
      RqVaeConfig config, List<float[]> vectors, Random random) {
    return FreshWeights.of(config, PrincipalAxes.of(vectors, config.latentSize(), random), random);
  }
}
