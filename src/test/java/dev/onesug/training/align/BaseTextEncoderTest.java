package dev.onesug.training.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.onesug.model.embedding.TextEncoder;
import dev.onesug.model.tensor.SafeTensors.Precision;
import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.model.text.QueryTokenizer;
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseTextEncoderTest {
  private static final Path BGE = Path.of("target/bge");
  private static final List<String> SENTENCES =
      List.of(
          "red running shoes for women",
          "phone",
          "a transparent case with a stand, magnetic ring and a spare cable for the big phone",
          "waterproof bluetooth speaker",
          "é 手机 42\" tv");

  private static BaseTextEncoder bge;

  @TempDir Path folder;

  @BeforeAll
  static void read() throws IOException {
    TensorEngine.threads(1);
    bge = BaseTextEncoder.read(BGE);
  }

  @Test
  void read_onnx_findsTheSizeOfTheNetwork() {
    assertThat(bge.config().layers()).isEqualTo(12);
    assertThat(bge.config().hidden()).isEqualTo(384);
    assertThat(bge.config().heads()).isEqualTo(12);
    assertThat(bge.config().intermediate()).isEqualTo(1536);
    assertThat(bge.config().vocabulary()).isEqualTo(30522);
  }

  @Test
  void open_bge_equalsOnnxRuntime() throws IOException, OrtException {
    float[][] ours;
    try (TextEncoder encoder = bge.open("cpu")) {
      ours = encoder.embed(SENTENCES);
    }
    float[][] oracle = onnxRuntime();
    for (int i = 0; i < ours.length; i++) {
      assertThat(ours[i]).containsExactly(oracle[i], within(1e-4f));
    }
  }

  /** The published graph over all sentences in one padded batch, scaled to unit vectors. */
  private static float[][] onnxRuntime() throws IOException, OrtException {
    long[][] ids = new long[SENTENCES.size()][];
    try (QueryTokenizer tokenizer = bge.tokenizer()) {
      for (int i = 0; i < ids.length; i++) {
        int[] tokens = tokenizer.encodeWithSpecials(SENTENCES.get(i), 64);
        ids[i] = Arrays.stream(tokens).asLongStream().toArray();
      }
    }
    int length = Stream.of(ids).mapToInt(row -> row.length).max().orElseThrow();
    LongBuffer padded = LongBuffer.allocate(ids.length * length);
    LongBuffer mask = LongBuffer.allocate(ids.length * length);
    for (int i = 0; i < ids.length; i++) {
      for (int t = 0; t < ids[i].length; t++) {
        padded.put(i * length + t, ids[i][t]);
        mask.put(i * length + t, 1);
      }
    }
    long[] shape = {ids.length, length};
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      String file = BGE.resolve("bge-small-en-v1.5.onnx").toString();
      try (OrtSession session = environment.createSession(file, options);
          OnnxTensor tokens = OnnxTensor.createTensor(environment, padded, shape);
          OnnxTensor attention = OnnxTensor.createTensor(environment, mask, shape);
          OnnxTensor types =
              OnnxTensor.createTensor(
                  environment, LongBuffer.allocate(ids.length * length), shape);
          OrtSession.Result result =
              session.run(
                  Map.of(
                      "input_ids", tokens, "attention_mask", attention, "token_type_ids", types))) {
        float[][][] states = (float[][][]) result.get(0).getValue();
        return Stream.of(states).map(state -> unit(state[0])).toArray(float[][]::new);
      }
    }
  }

  private static float[] unit(float[] vector) {
    double norm = 0;
    for (float x : vector) {
      norm += (double) x * x;
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / Math.sqrt(norm));
    }
    return unit;
  }

  @Test
  void prune_textOfKeptPieces_isSplitAndEmbeddedAsBefore() throws IOException {
    BaseTextEncoder cut = bge.keepLayers(1);
    BaseTextEncoder pruned = cut.prune(SENTENCES.stream(), 1000);
    assertThat(pruned.config().vocabulary()).isLessThan(1000);
    try (QueryTokenizer full = cut.tokenizer();
        QueryTokenizer small = pruned.tokenizer();
        TextEncoder before = cut.open("cpu");
        TextEncoder after = pruned.open("cpu")) {
      assertThat(small.size()).isEqualTo(pruned.config().vocabulary());
      for (String text :
          List.of("a red phone case", "bluetooth cable for women", "tv stand, 42", "手 é")) {
        assertThat(tokens(small, text)).isEqualTo(tokens(full, text)).doesNotContain("[UNK]");
        assertThat(after.embed(text)).isEqualTo(before.embed(text));
      }
    }
  }

  @Test
  void prune_capBelowTheCorpus_splitsIntoShorterPieces() throws IOException {
    BaseTextEncoder cut = bge.keepLayers(1);
    int characters = cut.prune(Stream.empty(), 1).config().vocabulary();
    BaseTextEncoder pruned =
        cut.prune(Stream.of("shoes shoes shoes", "shoes speaker"), characters + 1);
    assertThat(pruned.config().vocabulary()).isEqualTo(characters + 1);
    try (QueryTokenizer small = pruned.tokenizer()) {
      assertThat(tokens(small, "shoes speaker"))
          .containsExactly("shoes", "s", "##p", "##e", "##a", "##k", "##e", "##r");
      assertThat(tokens(small, "手")).containsExactly("[UNK]");
    }
  }

  private static List<String> tokens(QueryTokenizer tokenizer, String text) {
    return Arrays.stream(tokenizer.encode(text)).mapToObj(tokenizer::token).toList();
  }

  @Test
  void write_folder_readsBackTheSame() throws IOException {
    BaseTextEncoder cut = bge.keepLayers(2).prune(SENTENCES.stream(), 1000);
    cut.write(folder, Precision.F32);
    BaseTextEncoder again = BaseTextEncoder.read(folder);
    assertThat(again.config()).isEqualTo(cut.config());
    try (TextEncoder loaded = TextEncoder.load(folder, "cpu");
        TextEncoder direct = cut.open("cpu")) {
      assertThat(loaded.embed(SENTENCES)).isDeepEqualTo(direct.embed(SENTENCES));
    }
  }

  @Test
  void keepLayers_outOfRange_isRefused() {
    assertThatThrownBy(() -> bge.keepLayers(13)).hasMessage("layers: 13 (expected: 1..12)");
  }

  @Test
  void read_folderWithoutAnEncoder_saysWhatItLooksFor() throws IOException {
    assertThatThrownBy(() -> BaseTextEncoder.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no text encoder (expected: a file *.onnx)");
    Files.writeString(folder.resolve("x.onnx"), "not protobuf");
    Files.writeString(folder.resolve("x-tokenizer.json"), "{\"model\":{\"vocab\":{}}}");
    assertThatThrownBy(() -> BaseTextEncoder.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("x.onnx: not");
  }
}
