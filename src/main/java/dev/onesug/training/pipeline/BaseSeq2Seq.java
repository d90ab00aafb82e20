package dev.onesug.training.pipeline;

import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqConfig.CutWord;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.tensor.SafeTensors.Precision;
import dev.onesug.model.text.QueryTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A published encoder-decoder to start from: a checkpoint folder of Hugging Face's BART. It brings
 * its tokenizer and its shape along; how it is fed, the recipe says.
 *
 * @param folder with {@code config.json}, {@code model.safetensors} and {@code tokenizer.json}
 */
record BaseSeq2Seq(Path folder) {
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.safetensors";
  private static final String TOKENIZER = "tokenizer.json";

  /**
   * @throws RecipeException if a file is not there
   */
  BaseSeq2Seq {
    for (String file : List.of(CONFIG, WEIGHTS, TOKENIZER)) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        throw new RecipeException(
            folder.resolve(file)
                + ": absent (expected: a folder with "
                + String.join(", ", CONFIG, WEIGHTS, TOKENIZER)
                + ", as Hugging Face's save_pretrained writes it)");
      }
    }
  }

  /** Of the folder. */
  String name() {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  Path tokenizer() {
    return folder.resolve(TOKENIZER);
  }

  /** Names, sizes and times of the files: another checkpoint makes another version. */
  List<String> stamps() throws IOException {
    return TrainingData.stamps(
        List.of(folder.resolve(CONFIG), folder.resolve(WEIGHTS), tokenizer()));
  }

  /** The recipe's shape with what this network brings along. */
  Recipe.Shape shape(Recipe.Shape asked) throws IOException {
    Seq2SeqConfig config = Seq2SeqConfig.read(folder.resolve(CONFIG));
    try (QueryTokenizer opened = QueryTokenizer.load(tokenizer())) {
      if (asked.cutWord() == CutWord.CHARACTERS && !opened.marksContinuations()) {
        throw new RecipeException(
            "seq2seq.cutWord: characters (expected: word_piece, because the tokenizer of "
                + folder
                + " has no pieces that continue a word)");
      }
    }
    requireRoom("maxInputTokens", asked.maxInputTokens(), config.maxPositions());
    requireRoom("maxTargetTokens", asked.maxTargetTokens(), config.maxPositions() - 2);
    return new Recipe.Shape(
        config.vocabularySize(),
        config.dModel(),
        config.encoderLayers(),
        config.decoderLayers(),
        config.encoderHeads(),
        config.encoderFeedForward(),
        asked.maxInputTokens(),
        asked.maxHistory(),
        asked.maxTargetTokens(),
        asked.cutWord(),
        asked.prior());
  }

  private void requireRoom(String key, int tokens, int most) {
    if (tokens > most) {
      throw new RecipeException(
          "seq2seq."
              + key
              + ": "
              + tokens
              + " (expected: at most "
              + most
              + ", for "
              + folder
              + ")");
    }
  }

  /** The network's configuration, fed as the recipe says. */
  Seq2SeqConfig config(Recipe.Shape shape) throws IOException {
    return Seq2SeqConfig.read(folder.resolve(CONFIG))
        .fed(shape.cutWord(), shape.maxInputTokens(), shape.maxHistory());
  }

  /** The network, to be trained on. */
  Seq2SeqModel trainable(Seq2SeqConfig config, String device) throws IOException {
    return Seq2SeqModel.loadTrainable(folder, config, device);
  }

  /** Writes the network as it is into a folder, under the names that a version has. */
  void adopt(Seq2SeqConfig config, Path into) throws IOException {
    try (Seq2SeqModel model = trainable(config, "cpu")) {
      model.save(into, Precision.F32);
    }
  }
}
