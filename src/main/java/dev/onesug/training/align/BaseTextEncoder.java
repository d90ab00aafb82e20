package dev.onesug.training.align;

import dev.onesug.model.embedding.Bert;
import dev.onesug.model.embedding.BertConfig;
import dev.onesug.model.embedding.TextEncoder;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.SafeTensors.Precision;
import dev.onesug.model.text.QueryTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A text encoder that somebody published, as files and numbers: what fine-tuning starts from. */
public final class BaseTextEncoder {
  /** Where a BERT folder keeps its tokenizer. */
  public static final String TOKENIZER_FILE = "tokenizer.json";

  private static final double BERT_EPSILON = 1e-12;

  private final Bert bert;
  private final WordPieceFile tokenizer;

  private BaseTextEncoder(Bert bert, WordPieceFile tokenizer) {
    this.bert = bert;
    this.tokenizer = tokenizer;
  }

  /**
   * Reads a published encoder: a BERT folder of Hugging Face, or a folder that holds one {@code
   * NAME.onnx} and one {@code NAME-tokenizer.json}, as the build unpacks BGE.
   *
   * @throws IOException if the folder holds neither, or a file is damaged; it names the file
   */
  public static BaseTextEncoder read(Path folder) throws IOException {
    if (Files.exists(folder.resolve("config.json"))) {
      return new BaseTextEncoder(
          Bert.read(folder), WordPieceFile.read(folder.resolve(TOKENIZER_FILE)));
    }
    return fromOnnx(only(folder, ".onnx"), only(folder, TOKENIZER_FILE));
  }

  private static Path only(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(ending))
          .sorted()
          .findFirst()
          .orElseThrow(
              () ->
                  new IOException(folder + ": no text encoder (expected: a file *" + ending + ")"));
    }
  }

  private static BaseTextEncoder fromOnnx(Path onnx, Path tokenizerFile) throws IOException {
    Map<String, HostTensor> weights = OnnxWeights.read(onnx);
    WordPieceFile tokenizer = WordPieceFile.read(tokenizerFile);
    try {
      BertConfig config = configOf(weights, tokenizer.vocabulary().getOrDefault("[PAD]", 0));
      return new BaseTextEncoder(new Bert(config, weights), tokenizer);
    } catch (IllegalArgumentException e) {
      throw new IOException(onnx + ": not a BERT: " + e.getMessage(), e);
    }
  }

  private static BertConfig configOf(Map<String, HostTensor> weights, int padding) {
    HostTensor words = weight(weights, Bert.WORD_EMBEDDINGS);
    int hidden = (int) words.shape()[1];
    int layers = 0;
    while (weights.containsKey("encoder.layer." + layers + ".output.dense.weight")) {
      layers++;
    }
    return new BertConfig(
        words.rows(),
        hidden,
        layers,
        heads(hidden),
        weight(weights, "encoder.layer.0.intermediate.dense.weight").rows(),
        weight(weights, "embeddings.position_embeddings.weight").rows(),
        padding,
        BERT_EPSILON);
  }

  /** An ONNX file does not name its heads: 64 numbers each, but 32 in the 384-wide encoders. */
  private static int heads(int hidden) {
    return hidden == 384 ? 12 : Math.max(1, hidden / 64);
  }

  private static HostTensor weight(Map<String, HostTensor> weights, String name) {
    HostTensor tensor = weights.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(name + ": missing");
    }
    return tensor;
  }

  public BertConfig config() {
    return bert.config();
  }

  Bert bert() {
    return bert;
  }

  /** Fewer layers: see {@link Bert#keepLayers}. */
  public BaseTextEncoder keepLayers(int layers) {
    return new BaseTextEncoder(bert.keepLayers(layers), tokenizer);
  }

  /**
   * The vocabulary that a corpus needs: {@code tokenizer.json} and the word embedding shrink
   * together.
   *
   * @param corpus texts in normal form, cut words included if cut words will be embedded; read once
   * @param cap how many tokens are kept at most
   */
  public BaseTextEncoder prune(Stream<String> corpus, int cap) throws IOException {
    try (QueryTokenizer full = tokenizer()) {
      PieceSelection selection = new PieceSelection(full);
      corpus.forEach(selection::count);
      return keepTokens(selection.select(tokenizer.specials(), cap));
    }
  }

  private BaseTextEncoder keepTokens(Set<String> kept) {
    WordPieceFile smaller = tokenizer.keep(kept);
    int[] rows = tokenizer.oldIds(smaller);
    int hidden = config().hidden();
    float[] all = weight(bert.weights(), Bert.WORD_EMBEDDINGS).values();
    float[] values = new float[rows.length * hidden];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(all, rows[row] * hidden, values, row * hidden, hidden);
    }
    Map<String, HostTensor> weights = new HashMap<>(bert.weights());
    weights.put(Bert.WORD_EMBEDDINGS, HostTensor.of(values, rows.length, hidden));
    int padding = smaller.vocabulary().getOrDefault("[PAD]", 0);
    return new BaseTextEncoder(
        new Bert(config().withVocabulary(rows.length, padding), weights), smaller);
  }

  /** The same tokenizer with tuned numbers. */
  BaseTextEncoder withWeights(Map<String, HostTensor> weights) {
    return new BaseTextEncoder(new Bert(config(), weights), tokenizer);
  }

  /** Opens the tokenizer; the caller closes it. */
  QueryTokenizer tokenizer() throws IOException {
    Path file = Files.createTempFile("tokenizer", ".json");
    try {
      tokenizer.write(file);
      return QueryTokenizer.load(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Compiles the encoder as it is; the caller closes it. */
  public TextEncoder open(String device) throws IOException {
    return new TextEncoder(bert.config(), tokenizer(), bert.compile(device));
  }

  /** Writes a BERT folder; makes the folder if needed. */
  public void write(Path folder, Precision precision) throws IOException {
    Files.createDirectories(folder);
    bert.write(folder, precision);
    tokenizer.write(folder.resolve(TOKENIZER_FILE));
  }
}
