package dev.onesug.model.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.decoding.Decoder;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.SafeTensors;
import dev.onesug.model.tensor.SafeTensors.Precision;
import dev.onesug.model.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Seq2SeqModelTest {
  private static final Offset<Double> CLOSE = within(1e-4);
  private static final int[] INPUT = {2, 9, 17, 3, 28, 3, 3, 11};
  private static final int[] FED = {5, 8, 20, 20, 13};

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    TensorEngine.threads(1);
  }

  private Seq2SeqModel model() throws IOException {
    TinyModels.write(folder, TinyModels.config("gelu", false));
    return Seq2SeqModel.load(folder, "cpu");
  }

  private static void assertClose(float[] actual, double[] expected) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).isCloseTo(expected[i], CLOSE);
    }
  }

  @ParameterizedTest
  @CsvSource({"gelu, false", "relu, true"})
  void decoder_stepByStep_equalsThePlainForwardPass(String activation, boolean scale)
      throws IOException {
    Seq2SeqConfig config = TinyModels.config(activation, scale);
    BartOracle oracle = new BartOracle(config, TinyModels.write(folder, config));
    double[][] expected = oracle.logits(INPUT, FED);
    try (Seq2SeqModel model = Seq2SeqModel.load(folder, "cpu");
        Decoder decoder = model.decoder(INPUT)) {
      for (int t = 0; t < FED.length; t++) {
        assertClose(decoder.stepOpen(new int[] {0}, new int[] {FED[t]}), expected[t]);
      }
    }
  }

  @Test
  void tokenLogProbs_pair_equalsThePlainForwardPass() throws IOException {
    Seq2SeqConfig config = TinyModels.config("gelu", false);
    double[][] logits = new BartOracle(config, TinyModels.write(folder, config)).logits(INPUT, FED);
    int[] target = Arrays.copyOfRange(FED, 1, FED.length);
    try (Seq2SeqModel model = Seq2SeqModel.load(folder, "cpu")) {
      double[] actual = model.tokenLogProbs(List.of(INPUT), List.of(target))[0];
      assertThat(actual).hasSize(FED.length);
      for (int t = 0; t < FED.length; t++) {
        int token = t < target.length ? target[t] : 6;
        double total = Math.log(Arrays.stream(logits[t]).map(Math::exp).sum());
        assertThat(actual[t]).isCloseTo(logits[t][token] - total, CLOSE);
      }
    }
  }

  @Test
  void tokenLogProbs_paddedBatch_equalsOneByOne() throws IOException {
    List<int[]> inputs = List.of(INPUT, new int[] {2}, new int[] {2, 7, 3, 3, 3});
    List<int[]> targets = List.of(new int[] {8}, new int[] {}, new int[] {20, 21, 22, 23});
    try (Seq2SeqModel model = model()) {
      double[][] batch = model.tokenLogProbs(inputs, targets);
      for (int i = 0; i < inputs.size(); i++) {
        double[] single = model.tokenLogProbs(List.of(inputs.get(i)), List.of(targets.get(i)))[0];
        assertThat(batch[i]).containsExactly(single, CLOSE);
      }
      double mean = Arrays.stream(batch).flatMapToDouble(Arrays::stream).average().orElseThrow();
      Seq2SeqBatch pairs = Seq2SeqBatch.of(model.config(), inputs, targets);
      assertThat(model.loss(pairs)).isCloseTo(-mean, CLOSE);
      assertThat(pairs.targetTokens()).isEqualTo(8);
    }
  }

  @Test
  void decoder_reorderedHypotheses_equalOnesDecodedAlone() throws IOException {
    try (Seq2SeqModel model = model();
        Decoder beam = model.decoder(INPUT)) {
      beam.stepOpen(new int[] {0}, new int[] {5});
      beam.stepOpen(new int[] {0, 0, 0}, new int[] {10, 11, 12});
      float[] last = beam.stepOpen(new int[] {2, 0}, new int[] {7, 8});
      int vocabulary = beam.vocabularySize();
      assertThat(Arrays.copyOfRange(last, 0, vocabulary))
          .containsExactly(alone(model, 5, 12, 7), within(1e-5f));
      assertThat(Arrays.copyOfRange(last, vocabulary, 2 * vocabulary))
          .containsExactly(alone(model, 5, 10, 8), within(1e-5f));
    }
  }

  @Test
  void decoder_severalInputs_eachAsIfItWereAlone() throws IOException {
    List<int[]> inputs = List.of(INPUT, new int[] {2}, new int[] {2, 7, 3, 3, 3});
    try (Seq2SeqModel model = model();
        Decoder together = model.decoder(inputs);
        Decoder second = model.decoder(inputs.get(1));
        Decoder third = model.decoder(inputs.get(2))) {
      // The first input has nothing to feed, the third goes on twice.
      together.stepOpen(new int[] {1, 2}, new int[] {5, 5});
      float[] logits = together.stepOpen(new int[] {0, 1, 1}, new int[] {10, 11, 12});
      second.stepOpen(new int[] {0}, new int[] {5});
      third.stepOpen(new int[] {0}, new int[] {5});
      int vocabulary = together.vocabularySize();
      assertThat(Arrays.copyOfRange(logits, 0, vocabulary))
          .containsExactly(second.stepOpen(new int[] {0}, new int[] {10}), within(1e-4f));
      assertThat(Arrays.copyOfRange(logits, vocabulary, 3 * vocabulary))
          .containsExactly(third.stepOpen(new int[] {0, 0}, new int[] {11, 12}), within(1e-4f));
    }
  }

  @Test
  void loadToServe_packedWeights_logitsNextToTheExactOnes() throws IOException {
    try (Seq2SeqModel exact = model();
        Seq2SeqModel serving = Seq2SeqModel.loadToServe(folder, "cpu")) {
      assertThat(alone(serving, 5, 12, 7)).containsExactly(alone(exact, 5, 12, 7), within(0.01f));
    }
  }

  private static float[] alone(Seq2SeqModel model, int... tokens) {
    try (Decoder decoder = model.decoder(INPUT)) {
      float[] logits = {};
      for (int token : tokens) {
        logits = decoder.stepOpen(new int[] {0}, new int[] {token});
      }
      return logits;
    }
  }

  @Test
  void step_fewOrManyCandidates_equalTheWholeVocabulary() throws IOException {
    try (Seq2SeqModel model = model()) {
      for (int candidates : new int[] {3, 58}) {
        try (Decoder open = model.decoder(INPUT);
            Decoder chosen = model.decoder(INPUT)) {
          open.stepOpen(new int[] {0}, new int[] {5});
          chosen.step(new int[] {0}, new int[] {5}, new int[] {0}, new int[] {4});
          float[] all = open.stepOpen(new int[] {0, 0}, new int[] {9, 14});
          int[] rows = new int[candidates];
          int[] tokens = new int[candidates];
          for (int i = 0; i < candidates; i++) {
            rows[i] = i % 2;
            tokens[i] = 28 - i / 2;
          }
          float[] some = chosen.step(new int[] {0, 0}, new int[] {9, 14}, rows, tokens);
          for (int i = 0; i < candidates; i++) {
            assertThat(some[i]).isCloseTo(all[rows[i] * 29 + tokens[i]], within(1e-5f));
          }
        }
      }
    }
  }

  @Test
  void save_f32_computesTheSame_f16_almost() throws IOException {
    Path full = Files.createDirectory(folder.resolve("full"));
    Path half = Files.createDirectory(folder.resolve("half"));
    try (Seq2SeqModel model = model()) {
      model.save(full, Precision.F32);
      model.save(half, Precision.F16);
      try (Seq2SeqModel same = Seq2SeqModel.load(full, "cpu");
          Seq2SeqModel almost = Seq2SeqModel.load(half, "cpu")) {
        assertThat(same.config()).isEqualTo(model.config());
        assertThat(alone(same, FED)).containsExactly(alone(model, FED));
        assertThat(alone(almost, FED)).containsExactly(alone(model, FED), within(0.05f));
      }
    }
    assertThat(SafeTensors.read(full.resolve("model.safetensors")))
        .containsExactlyEntriesOf(SafeTensors.read(folder.resolve("model.safetensors")));
  }

  @Test
  void load_namesWithoutModelAndWithoutBias_areUnderstood() throws IOException {
    Map<String, HostTensor> weights = TinyModels.write(folder, TinyModels.config("gelu", false));
    Arrays.fill(weights.get("final_logits_bias").values(), 0);
    SafeTensors.write(folder.resolve("model.safetensors"), weights, Precision.F32);
    float[] expected;
    try (Seq2SeqModel model = Seq2SeqModel.load(folder, "cpu")) {
      expected = alone(model, FED);
    }
    Map<String, HostTensor> bare = new LinkedHashMap<>();
    weights.forEach((name, tensor) -> bare.put(name.replaceFirst("^model\\.", ""), tensor));
    bare.remove("final_logits_bias");
    SafeTensors.write(folder.resolve("model.safetensors"), bare, Precision.F32);
    try (Seq2SeqModel model = Seq2SeqModel.load(folder, "cpu")) {
      assertThat(alone(model, FED)).containsExactly(expected);
    }
  }

  @Test
  void load_weightMissing_namesFileAndTensor() throws IOException {
    Map<String, HostTensor> weights = TinyModels.write(folder, TinyModels.config("gelu", false));
    weights.remove("model.decoder.layers.1.fc2.bias");
    SafeTensors.write(folder.resolve("model.safetensors"), weights, Precision.F32);
    assertThatThrownBy(() -> Seq2SeqModel.load(folder, "cpu"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("model.safetensors: tensor model.decoder.layers.1.fc2.bias: missing");
  }

  @Test
  void decoder_badInput_isRefusedWithItsRule() throws IOException {
    try (Seq2SeqModel model = model()) {
      assertThatThrownBy(() -> model.decoder(new int[0]))
          .hasMessage("input: 0 tokens (expected: 1..40)");
      assertThatThrownBy(() -> model.decoder(new int[41]))
          .hasMessage("input: 41 tokens (expected: 1..40)");
      assertThatThrownBy(() -> model.decoder(new int[] {2, 29}))
          .hasMessage("token: 29 (expected: 0..28)");
      try (Decoder decoder = model.decoder(INPUT)) {
        int[] zero = {0};
        int[] one = {1};
        assertThatThrownBy(() -> decoder.stepOpen(zero, new int[] {-1}))
            .hasMessage("token: -1 (expected: 0..28)");
        decoder.stepOpen(zero, new int[] {5});
        assertThatThrownBy(() -> decoder.stepOpen(one, new int[] {5}))
            .hasMessage("parents: 1 (expected: 0..0)");
        assertThatThrownBy(() -> decoder.step(zero, new int[] {5}, one, new int[] {5}))
            .hasMessage("candidateRows: 1 (expected: 0..0)");
        for (int step = 1; step < decoder.maxSteps(); step++) {
          decoder.stepOpen(zero, new int[] {7});
        }
        assertThatThrownBy(() -> decoder.stepOpen(zero, new int[] {7}))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("steps: 41 (expected: at most 40)");
      }
    }
  }

  /** What it said at random would first have to be unlearned against the prior. */
  @Test
  void untrained_saysNextToNothing() {
    Seq2SeqConfig config = TinyModels.config("gelu", false);
    try (Seq2SeqModel model = Seq2SeqModel.untrained(config, 1, "cpu")) {
      int[] target = {9, 20};
      for (double logProb : model.tokenLogProbs(List.of(INPUT), List.of(target))[0]) {
        assertThat(logProb).isCloseTo(-Math.log(config.vocabularySize()), within(0.05));
      }
    }
  }
}
