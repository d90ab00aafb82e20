package dev.onesug.training.evaluation.completion;

import dev.onesug.model.decoding.Decoder;
import dev.onesug.model.embedding.TextEncoder;
import dev.onesug.model.seq2seq.EncoderInputBuilder;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqConfig.CutWord;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.model.text.Prefix;
import dev.onesug.model.text.QueryTokenizer;
import dev.onesug.model.text.SpecialToken;
import dev.onesug.training.align.BaseTextEncoder;
import dev.onesug.training.descent.Descent;
import dev.onesug.training.descent.DescentSettings;
import dev.onesug.training.progress.Progress;
import dev.onesug.training.sft.TokenizerMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An encoder-decoder that was taught the queries of a split, and nothing else. */
final class CompletionNetwork implements AutoCloseable {
  private static final String TOKENIZER = "tokenizer.json";
  private static final int VOCABULARY = 8000;
  private static final int WIDTH = 128;
  private static final int HEADS = 4;
  private static final int FEED_FORWARD = 512;
  private static final int POSITIONS = 132;
  private static final int[][] NO_RELATED = {};

  private final QueryTokenizer tokenizer;
  private final Seq2SeqModel model;
  private final EncoderInputBuilder inputs;

  private CompletionNetwork(QueryTokenizer tokenizer, Seq2SeqModel model) {
    this.tokenizer = tokenizer;
    this.model = model;
    this.inputs = new EncoderInputBuilder(tokenizer, model.config());
  }

  /**
   * Trains a network, or goes on with one whose training was cut, or opens one that is trained.
   *
   * @param queries distinct queries to learn
   * @param dev what the training is measured on
   * @param baseEncoder folder of a published text encoder, whose vectors the embeddings begin with
   * @param folder gets tokenizer, checkpoints and model; one folder belongs to one split
   */
  static CompletionNetwork train(
      List<String> queries,
      List<CompletionTrial> dev,
      DescentSettings settings,
      Path baseEncoder,
      Path folder,
      Progress progress)
      throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    Path tokenizerFile = folder.resolve(TOKENIZER);
    if (!Files.exists(tokenizerFile)) {
      Map<String, Long> once = new HashMap<>();
      queries.forEach(query -> once.put(query, 1L));
      TokenizerMaker.make(once, VOCABULARY, tokenizerFile);
    }
    QueryTokenizer tokenizer = QueryTokenizer.load(tokenizerFile);
    if (!Files.exists(model.resolve("model.safetensors"))) {
      Seq2SeqConfig config = config(tokenizer);
      new Descent(settings, progress)
          .run(
              config,
              () -> untrained(config, tokenizer, settings, baseEncoder, folder),
              new CompletionObjective(config, tokenizer, settings, queries, dev),
              folder.resolve("checkpoints"),
              model);
    }
    // A keystroke is answered on one thread, as the service does it.
    TensorEngine.threads(1);
    return new CompletionNetwork(tokenizer, Seq2SeqModel.load(model, settings.device()));
  }

  private static Seq2SeqModel untrained(
      Seq2SeqConfig config,
      QueryTokenizer tokenizer,
      DescentSettings settings,
      Path baseEncoder,
      Path folder)
      throws IOException {
    try (TextEncoder encoder = BaseTextEncoder.read(baseEncoder).open(settings.device())) {
      return PieceVectors.model(
          config,
          tokenizer,
          encoder,
          Files.createDirectories(folder.resolve("untrained")),
          settings.seed(),
          settings.device());
    }
  }

  private static Seq2SeqConfig config(QueryTokenizer tokenizer) {
    return new Seq2SeqConfig(
        tokenizer.size(),
        WIDTH,
        1,
        1,
        HEADS,
        HEADS,
        FEED_FORWARD,
        FEED_FORWARD,
        POSITIONS,
        "gelu",
        false,
        tokenizer.id(SpecialToken.PADDING),
        tokenizer.id(SpecialToken.START),
        tokenizer.id(SpecialToken.END),
        CutWord.WORD_PIECE,
        POSITIONS,
        1);
  }

  QueryTokenizer tokenizer() {
    return tokenizer;
  }

  /** Reads a typed text, to score what continues it; the caller closes it. */
  Decoder decoder(String typed) {
    return model.decoder(inputs.build(new Prefix(typed), NO_RELATED, UserContext.ANONYMOUS));
  }

  @Override
  public void close() {
    model.close();
    tokenizer.close();
  }
}
