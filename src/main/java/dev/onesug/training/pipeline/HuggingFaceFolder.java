package dev.onesug.training.pipeline;

import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.tensor.SafeTensors.Precision;
import dev.onesug.model.text.QueryTokenizer;
import dev.onesug.model.text.SpecialToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An encoder-decoder for other tools: the folder that {@code
 * BartForConditionalGeneration.from_pretrained} and {@code AutoTokenizer.from_pretrained} open.
 * Weights are written in fp32, which every machine computes in.
 */
record HuggingFaceFolder(Path folder) {
  private static final String TOKENIZER = "tokenizer.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Writes the files; those that stand there are replaced.
   *
   * @param seq2seq the folder of a version's encoder-decoder
   */
  void write(Path seq2seq) throws IOException {
    try (Seq2SeqModel model = Seq2SeqModel.load(seq2seq, "cpu");
        QueryTokenizer tokenizer = QueryTokenizer.load(seq2seq.resolve(TOKENIZER))) {
      Files.createDirectories(folder);
      model.save(folder, Precision.F32);
      Files.copy(
          seq2seq.resolve(TOKENIZER),
          folder.resolve(TOKENIZER),
          StandardCopyOption.REPLACE_EXISTING);
      write("tokenizer_config.json", tokenizerConfig(model.config(), tokenizer));
      write("generation_config.json", generationConfig(model.config(), tokenizer));
    }
  }

  private static ObjectNode tokenizerConfig(Seq2SeqConfig config, QueryTokenizer tokenizer) {
    return JSON.createObjectNode()
        .put("tokenizer_class", "PreTrainedTokenizerFast")
        .put("model_max_length", config.maxPositions())
        .put("clean_up_tokenization_spaces", false)
        .put("bos_token", tokenizer.token(beginning(config, tokenizer)))
        .put("eos_token", tokenizer.token(config.endToken()))
        .put("pad_token", tokenizer.token(config.padToken()))
        .put("unk_token", tokenizer.token(tokenizer.id(SpecialToken.UNKNOWN)))
        .put("cls_token", tokenizer.token(tokenizer.id(SpecialToken.INPUT)))
        .put("sep_token", tokenizer.token(tokenizer.id(SpecialToken.PART)));
  }

  private static ObjectNode generationConfig(Seq2SeqConfig config, QueryTokenizer tokenizer) {
    return JSON.createObjectNode()
        .put("decoder_start_token_id", config.startToken())
        .put("bos_token_id", beginning(config, tokenizer))
        .put("eos_token_id", config.endToken())
        .put("forced_eos_token_id", config.endToken())
        .put("pad_token_id", config.padToken());
  }

  /** Published BARTs start the decoder with the end, and have a beginning for texts besides. */
  private static int beginning(Seq2SeqConfig config, QueryTokenizer tokenizer) {
    return config.startToken() == config.endToken()
        ? tokenizer.id(SpecialToken.INPUT)
        : config.startToken();
  }

  private void write(String name, ObjectNode content) throws IOException {
    Files.write(
        folder.resolve(name), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
  }
}
