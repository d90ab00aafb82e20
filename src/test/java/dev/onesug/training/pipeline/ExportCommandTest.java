package dev.onesug.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.bundle.TinyVersion;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.SafeTensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportCommandTest {
  @TempDir Path folder;
  private Path version;
  private Path out;

  @BeforeEach
  void write() throws IOException {
    version = TinyVersion.write(folder.resolve("models"), "tiny", 3);
    out = folder.resolve("out/checkpoint");
  }

  private int export(String... more) {
    return CommandLine.run(
        Stream.concat(
                Stream.of(
                    "export", "--version-folder", version.toString(), "--out", out.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private JsonNode json(String file) throws IOException {
    return JsonMapper.shared().readTree(Files.readAllBytes(out.resolve(file)));
  }

  @Test
  void export_version_isWhatFromPretrainedOpens() throws IOException {
    assertThat(export()).isZero();

    JsonNode config = json("config.json");
    assertThat(config.path("model_type").asString()).isEqualTo("bart");
    assertThat(config.path("architectures").path(0).asString())
        .isEqualTo("BartForConditionalGeneration");
    int start = config.path("decoder_start_token_id").asInt();
    int end = config.path("eos_token_id").asInt();
    // Left out, these would be those of facebook/bart-base.
    assertThat(config.path("bos_token_id").asInt()).isEqualTo(start);
    assertThat(config.path("forced_eos_token_id").asInt()).isEqualTo(end);
    assertThat(json("generation_config.json").path("decoder_start_token_id").asInt())
        .isEqualTo(start);
    assertThat(json("tokenizer_config.json").path("eos_token").asString()).isEqualTo("[EOS]");
    assertThat(out.resolve("tokenizer.json"))
        .hasSameBinaryContentAs(version.resolve("seq2seq/tokenizer.json"));
  }

  /** Shared weights under one name, a header that names the format, numbers of 32 bits. */
  @Test
  void export_weights_areAsSavePretrainedHasThem() throws IOException {
    assertThat(export()).isZero();

    byte[] file = Files.readAllBytes(out.resolve("model.safetensors"));
    String header = new String(Arrays.copyOfRange(file, 8, 208), StandardCharsets.UTF_8);
    assertThat(header).startsWith("{\"__metadata__\":{\"format\":\"pt\"},").contains("\"F32\"");
    assertThat(SafeTensors.read(out.resolve("model.safetensors")))
        .containsKeys("model.shared.weight", "final_logits_bias")
        .doesNotContainKeys("lm_head.weight", "model.encoder.embed_tokens.weight")
        .containsExactlyEntriesOf(SafeTensors.read(version.resolve("seq2seq/model.safetensors")));
  }

  @Test
  void export_thenOpened_computesTheSame() throws IOException {
    assertThat(export()).isZero();
    assertThat(export()).as("a second time, over the first").isZero();

    assertThat(logProbs(out)).isEqualTo(logProbs(version.resolve("seq2seq")));
  }

  private static double[] logProbs(Path seq2seq) throws IOException {
    try (Seq2SeqModel model = Seq2SeqModel.load(seq2seq, "cpu")) {
      return model.tokenLogProbs(List.of(new int[] {2, 9, 3}), List.of(new int[] {10, 11}))[0];
    }
  }

  @Test
  void export_alteredVersion_isRefused() throws IOException {
    Files.writeString(version.resolve("seq2seq/config.json"), "{}");

    assertThat(export()).isEqualTo(1);
    assertThat(out).doesNotExist();
  }

  @Test
  void export_program_itsParametersAreStackedOfTheWeights() throws IOException {
    assertThat(export("--program")).isZero();

    assertThat(out.resolve("program-fp16.pt")).isNotEmptyFile();
    assertThat(out.resolve("program-int8.pt")).isNotEmptyFile();
    Map<String, HostTensor> weights = SafeTensors.read(out.resolve("model.safetensors"));
    List<String> read = new ArrayList<>();
    for (JsonNode parameter : json("parameters.json")) {
      long[] shape = {0};
      for (JsonNode part : parameter.path("parts")) {
        read.add(part.asString());
        long rows = shape[0];
        shape = Objects.requireNonNull(weights.get(part.asString())).shape().clone();
        shape[0] += rows;
      }
      assertThat(JsonMapper.shared().treeToValue(parameter.path("shape"), long[].class))
          .isEqualTo(shape);
    }
    assertThat(read).containsExactlyInAnyOrderElementsOf(weights.keySet());
  }
}
