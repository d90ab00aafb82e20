package dev.onesug.training.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.semanticid.RqVaeConfig;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.TensorEngine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CodebooksTest {
  private static final List<float[]> LATENTS = ClusteredVectors.make(4, 20, 3, 0.1, 2);

  @Test
  void revive_deadCode_movesOntoAResidual() {
    float[] far = {100, 100, 100};
    float[][][] codebooks = {{{0, 0, 0}, far}};

    List<Codebooks.Move> moves = Codebooks.revive(LATENTS, codebooks, new Random(1));

    assertThat(moves).hasSize(1);
    assertThat(moves.get(0).code()).isEqualTo(1);
    assertThat(LATENTS).anyMatch(latent -> Arrays.equals(latent, moves.get(0).vector()));
    codebooks[0][1] = moves.get(0).vector();
    assertThat(Codebooks.revive(LATENTS, codebooks, new Random(1))).isEmpty();
  }

  @Test
  void start_everyCode_isChosenBySome() {
    float[][][] codebooks = new float[2][4][];
    for (Codebooks.Move move : Codebooks.start(LATENTS, 2, 4, new Random(1))) {
      codebooks[move.level()][move.code()] = move.vector();
    }
    assertThat(Codebooks.revive(LATENTS, codebooks, new Random(1))).isEmpty();
  }

  @Test
  void move_replacesOnlyTheNamedCodes() {
    TensorEngine.threads(1);
    RqVaeConfig config = new RqVaeConfig(4, 4, 3, 2, 5);
    try (RqVaeProgram program =
        new RqVaeProgram(
            config, weights(config, ClusteredVectors.make(3, 5, 4, 1, 1), new Random(1)), "cpu")) {
      float[][][] before = program.codebooks();
      program.move(List.of(new Codebooks.Move(1, 3, new float[] {1, 2, 3})));
      before[1][3] = new float[] {1, 2, 3};
      assertThat(program.codebooks()).isDeepEqualTo(before);
    }
  }

  private static Map<String, HostTensor> weights(
      RqVaeConfig config, List<float[]> vectors, Random random) {
    return FreshWeights.of(config, PrincipalAxes.of(vectors, config.latentSize(), random), random);
  }
}
