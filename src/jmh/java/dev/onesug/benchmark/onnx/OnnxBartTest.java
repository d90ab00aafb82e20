package dev.onesug.benchmark.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import dev.onesug.model.decoding.Decoder;
import dev.onesug.model.decoding.Score;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqConfig.CutWord;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.SafeTensors;
import dev.onesug.model.tensor.SafeTensors.Precision;
import dev.onesug.model.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The peer computes what ours computes, so that their times can be compared. */
class OnnxBartTest {
  private static final int BEAM = 4;
  private static final int STEPS = 5;
  private static final int VOCABULARY = 330;
  private static final int[] INPUT = {2, 9, 170, 3, 28, 3, 300, 11};
  private static final Seq2SeqConfig CONFIG =
      new Seq2SeqConfig(
          VOCABULARY,
          32,
          2,
          2,
          4,
          4,
          64,
          64,
          40,
          "gelu",
          false,
          0,
          1,
          2,
          CutWord.CHARACTERS,
          40,
          10);

  private final Path folder;

  OnnxBartTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void oneThread() {
    TensorEngine.threads(1);
  }

  /** Untrained weights say next to nothing; noise says something different in every layer. */
  @BeforeEach
  void writeModel() throws IOException {
    try (Seq2SeqModel model = Seq2SeqModel.untrained(CONFIG, 1, "cpu")) {
      model.save(folder, Precision.F32);
    }
    Path file = folder.resolve("model.safetensors");
    Map<String, HostTensor> noise = new LinkedHashMap<>();
    Random random = new Random(7);
    SafeTensors.read(file).forEach((name, tensor) -> noise.put(name, noise(random, name, tensor)));
    SafeTensors.write(file, noise, Precision.F32);
  }

  private static HostTensor noise(Random random, String name, HostTensor tensor) {
    HostTensor noise = HostTensor.normal(random, 0.2, tensor.shape());
    if (name.contains("norm") && name.endsWith(".weight")) {
      for (int i = 0; i < noise.values().length; i++) {
        noise.values()[i] += 1;
      }
    }
    return noise;
  }

  @Test
  void search_fp32_findsWhatOurModelFinds() throws IOException, OrtException {
    List<OnnxHypothesis> expected = reference();
    List<OnnxHypothesis> found = search(OnnxPrecision.FP32);
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i).tokens()).containsExactly(expected.get(i).tokens());
      assertThat(found.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-3f));
    }
  }

  @Test
  void search_int8_scoresNearlyAsOurModelDoes() throws IOException, OrtException {
    try (Seq2SeqModel model = Seq2SeqModel.load(folder, "cpu")) {
      for (OnnxHypothesis hypothesis : search(OnnxPrecision.INT8)) {
        double[] logProbs = model.tokenLogProbs(List.of(INPUT), List.of(hypothesis.tokens()))[0];
        double exact = Arrays.stream(logProbs).limit(hypothesis.tokens().length).sum();
        assertThat((double) hypothesis.score()).isCloseTo(exact, within(0.2));
      }
    }
  }

  private List<OnnxHypothesis> search(OnnxPrecision precision) throws IOException, OrtException {
    try (OnnxBart model = OnnxBart.load(folder, precision, BEAM)) {
      return model.search(INPUT, STEPS);
    }
  }

  /** A beam search over the whole vocabulary, written plainly over our decoder. */
  private List<OnnxHypothesis> reference() throws IOException {
    List<OnnxHypothesis> beam = List.of(new OnnxHypothesis(new int[0], 0));
    int[] parents = {Decoder.start(0)};
    int before = 0;
    try (Seq2SeqModel model = Seq2SeqModel.load(folder, "cpu");
        Decoder decoder = model.decoder(INPUT)) {
      for (int step = 0; step <= STEPS; step++) {
        int[] fed = beam.stream().mapToInt(OnnxBartTest::lastToken).toArray();
        int count = fed.length * VOCABULARY;
        float[] logits =
            decoder.extend(
                parents,
                fed,
                IntStream.range(0, count).map(i -> i / VOCABULARY).toArray(),
                IntStream.range(0, count).map(i -> i % VOCABULARY).toArray());
        List<Extended> all = new ArrayList<>();
        for (int row = 0; row < beam.size(); row++) {
          all.addAll(extended(beam.get(row), row, logits));
        }
        all.sort(Comparator.comparingDouble((Extended e) -> -e.hypothesis().score()));
        beam = all.stream().limit(BEAM).map(Extended::hypothesis).toList();
        int firstRow = before;
        parents = all.stream().limit(BEAM).mapToInt(e -> firstRow + e.parent()).toArray();
        before += fed.length;
      }
    }
    return beam;
  }

  private record Extended(int parent, OnnxHypothesis hypothesis) {}

  private static int lastToken(OnnxHypothesis hypothesis) {
    int[] tokens = hypothesis.tokens();
    return tokens.length == 0 ? CONFIG.startToken() : tokens[tokens.length - 1];
  }

  private static List<Extended> extended(OnnxHypothesis hypothesis, int row, float[] logits) {
    int from = row * VOCABULARY;
    double normaliser = Score.logNormaliser(logits, from, from + VOCABULARY);
    List<Extended> all = new ArrayList<>();
    for (int token = 0; token < VOCABULARY; token++) {
      int[] tokens = Arrays.copyOf(hypothesis.tokens(), hypothesis.tokens().length + 1);
      tokens[tokens.length - 1] = token;
      double score = Score.extended(hypothesis.score(), logits[from + token], normaliser);
      all.add(new Extended(row, new OnnxHypothesis(tokens, (float) score)));
    }
    return all;
  }
}
