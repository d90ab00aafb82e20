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
import java.util.stream.IntStream;
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
        assertClose(WholeLogits.next(decoder, 29, t, FED[t]), expected[t]);
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
  void extend_treeAtOnceOrNodeByNode_equalsEachWayAlone() throws IOException {
    int start = Decoder.start(0);
    try (Seq2SeqModel model = model();
        Decoder atOnce = model.decoder(INPUT);
        Decoder twice = model.decoder(INPUT)) {
      // 5 is followed by 10, 11 and 12; 12 by 7, 10 by 8.
      float[] tree =
          WholeLogits.of(atOnce, 29, new int[] {start, 0, 0, 0, 3, 1}, 5, 10, 11, 12, 7, 8);
      WholeLogits.of(twice, 29, new int[] {start, 0, 0}, 5, 10, 11);
      float[] rest = WholeLogits.of(twice, 29, new int[] {0, 3, 1}, 12, 7, 8);

      assertThat(node(tree, 2)).containsExactly(alone(model, 5, 11), within(1e-5f));
      assertThat(node(tree, 4)).containsExactly(alone(model, 5, 12, 7), within(1e-5f));
      assertThat(node(tree, 5)).containsExactly(alone(model, 5, 10, 8), within(1e-5f));
      assertThat(rest).containsExactly(Arrays.copyOfRange(tree, 3 * 29, 6 * 29), within(1e-5f));
    }
  }

  @Test
  void extend_severalInputs_eachAsIfItWereAlone() throws IOException {
    List<int[]> inputs = List.of(INPUT, new int[] {2}, new int[] {2, 7, 3, 3, 3});
    try (Seq2SeqModel model = model();
        Decoder together = model.decoder(inputs);
        Decoder second = model.decoder(inputs.get(1));
        Decoder third = model.decoder(inputs.get(2))) {
      // The first input has nothing to feed, the third goes on twice.
      int[] starts = {Decoder.start(1), Decoder.start(2)};
      WholeLogits.of(together, 29, starts, 5, 5);
      float[] logits = WholeLogits.of(together, 29, new int[] {1, 0, 1}, 11, 10, 12);
      int[] start = {Decoder.start(0)};
      WholeLogits.of(second, 29, start, 5);
      WholeLogits.of(third, 29, start, 5);
      float[] ofThird = WholeLogits.of(third, 29, new int[] {0, 0}, 11, 12);

      assertThat(node(logits, 1))
          .containsExactly(WholeLogits.of(second, 29, new int[] {0}, 10), within(1e-4f));
      assertThat(node(logits, 0)).containsExactly(node(ofThird, 0), within(1e-4f));
      assertThat(node(logits, 2)).containsExactly(node(ofThird, 1), within(1e-4f));
    }
  }

  @ParameterizedTest
  @CsvSource({"FP32, 0", "FP16, 0.01", "INT8, 0.1"})
  void loadToServe_eachPrecision_logitsNextToTheExactOnes(ServingPrecision precision, float most)
      throws IOException {
    try (Seq2SeqModel exact = model();
        Seq2SeqModel serving = Seq2SeqModel.loadToServe(folder, "cpu", precision)) {
      assertThat(alone(serving, 5, 12, 7)).containsExactly(alone(exact, 5, 12, 7), within(most));
    }
  }

  /** Of the last of these tokens, each fed alone. */
  private static float[] alone(Seq2SeqModel model, int... tokens) {
    try (Decoder decoder = model.decoder(INPUT)) {
      float[] logits = {};
      for (int i = 0; i < tokens.length; i++) {
        logits = WholeLogits.next(decoder, 29, i, tokens[i]);
      }
      return logits;
    }
  }

  private static float[] node(float[] logits, int node) {
    return Arrays.copyOfRange(logits, 29 * node, 29 * (node + 1));
  }

  @Test
  void extend_fewAndManyCandidates_equalTheWholeVocabulary() throws IOException {
    int[] starts = {Decoder.start(0), 0, 0};
    int[] tokens = {5, 9, 14};
    // All 29 of one node, three of the next, none of the last.
    int[] nodes = IntStream.range(0, 32).map(i -> i < 29 ? 1 : 0).toArray();
    int[] candidates = IntStream.range(0, 32).map(i -> (31 - i) % 29).toArray();
    try (Seq2SeqModel model = model();
        Decoder whole = model.decoder(INPUT);
        Decoder chosen = model.decoder(INPUT)) {
      float[] all = WholeLogits.of(whole, 29, starts, tokens);
      float[] some = chosen.extend(starts, tokens, nodes, candidates);
      for (int i = 0; i < some.length; i++) {
        assertThat(some[i]).isCloseTo(all[nodes[i] * 29 + candidates[i]], within(1e-5f));
      }
    }
  }

  @Test
  void extend_sameFewCandidatesOfManyNodes_equalTheWholeVocabulary() throws IOException {
    int[] parents = {Decoder.start(0), 0, 0, 0, 0};
    int[] tokens = {5, 9, 14, 15, 16};
    int[] few = {28, 3, 17};
    int[] nodes = IntStream.range(0, 15).map(i -> i / 3).toArray();
    int[] candidates = IntStream.range(0, 15).map(i -> few[i % 3]).toArray();
    try (Seq2SeqModel model = model();
        Decoder whole = model.decoder(INPUT);
        Decoder chosen = model.decoder(INPUT)) {
      float[] all = WholeLogits.of(whole, 29, parents, tokens);
      float[] some = chosen.extend(parents, tokens, nodes, candidates);
      for (int i = 0; i < some.length; i++) {
        assertThat(some[i]).isCloseTo(all[nodes[i] * 29 + candidates[i]], within(1e-5f));
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
        int[] start = {Decoder.start(0)};
        int[] zero = {0};
        int[] one = {1};
        int[] five = {5};
        assertThatThrownBy(() -> decoder.extend(start, new int[] {-1}, zero, five))
            .hasMessage("token: -1 (expected: 0..28)");
        decoder.extend(start, five, zero, five);
        assertThatThrownBy(() -> decoder.extend(one, five, zero, five))
            .hasMessage("parents: 1 (expected: -1..0)");
        assertThatThrownBy(() -> decoder.extend(zero, five, one, five))
            .hasMessage("candidateNodes: 1 (expected: 0..0)");
        for (int row = 0; row < decoder.maxLength() - 1; row++) {
          decoder.extend(new int[] {row}, five, zero, five);
        }
        assertThatThrownBy(() -> decoder.extend(new int[] {39}, five, zero, five))
            .hasMessage("length: 41 (expected: at most 40)");
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
