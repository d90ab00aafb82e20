package dev.onesug.model.embedding;

import dev.onesug.model.tensor.TensorProgram;
import dev.onesug.model.tensor.TensorScope;
import dev.onesug.model.text.QueryTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Texts to unit vectors: the state of {@code [CLS]} after the last layer, scaled to length 1, as
 * BGE defines it. The cosine of two texts is the dot product of their vectors. Safe for concurrent
 * calls.
 */
public final class TextEncoder implements AutoCloseable {
  /** What a text is cut to; queries are far shorter. */
  private static final int MAX_TOKENS = 128;

  /**
   * Tokens of one program call, filling included: enough to keep the matrix products busy, little
   * enough to stay in the processor's cache.
   */
  private static final int BATCH_TOKENS = 1024;

  private final BertConfig config;
  private final QueryTokenizer tokenizer;
  private final TensorProgram program;
  private final int maxTokens;

  /**
   * @param program compiled from a {@link Bert} of this configuration; the encoder owns it and the
   *     tokenizer from here on
   */
  public TextEncoder(BertConfig config, QueryTokenizer tokenizer, TensorProgram program) {
    this.config = config;
    this.tokenizer = tokenizer;
    this.program = program;
    this.maxTokens = Math.min(MAX_TOKENS, config.positions());
  }

  /**
   * Opens a BERT folder of Hugging Face: {@code config.json}, {@code model.safetensors}, {@code
   * tokenizer.json}.
   *
   * @param device {@code cpu}, {@code cuda:N} or {@code auto}
   * @throws IOException if a file is missing, damaged, or does not fit the others; it names the
   *     file
   */
  public static TextEncoder load(Path folder, String device) throws IOException {
    BertConfig config = BertConfig.read(folder);
    Path tokenizerFile = folder.resolve("tokenizer.json");
    QueryTokenizer tokenizer = QueryTokenizer.load(tokenizerFile);
    if (tokenizer.size() > config.vocabulary()) {
      tokenizer.close();
      throw new IOException(
          tokenizerFile
              + ": "
              + tokenizer.size()
              + " ids (expected: at most vocab_size "
              + config.vocabulary()
              + ")");
    }
    try {
      return new TextEncoder(config, tokenizer, Bert.load(folder, config, device));
    } catch (IOException | RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /** How many numbers a vector has. */
  public int dimension() {
    return config.hidden();
  }

  /**
   * The unit vector of one text, for a keystroke: on a CPU by eight-bit products, which moves it a
   * little.
   */
  public float[] embed(String text) {
    return run(program.isPacked() ? "embed_fast" : "embed", List.of(tokens(text)));
  }

  /**
   * The unit vectors of texts, in their order. Texts of like length share a program call, so that
   * little of it is filling.
   */
  public float[][] embed(List<String> texts) {
    List<int[]> rows = texts.stream().map(this::tokens).toList();
    int[] byLength =
        IntStream.range(0, rows.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> rows.get(i).length))
            .mapToInt(Integer::intValue)
            .toArray();
    float[][] vectors = new float[rows.size()][];
    for (int from = 0, to; from < byLength.length; from = to) {
      to = batchEnd(rows, byLength, from);
      int[] members = Arrays.copyOfRange(byLength, from, to);
      float[] flat = run("embed", Arrays.stream(members).mapToObj(rows::get).toList());
      for (int i = 0; i < members.length; i++) {
        vectors[members[i]] = Arrays.copyOfRange(flat, i * dimension(), (i + 1) * dimension());
      }
    }
    return vectors;
  }

  /** Rows come in rising length, so the last row of a batch is its width. */
  private static int batchEnd(List<int[]> rows, int[] byLength, int from) {
    int to = from + 1;
    while (to < byLength.length
        && (to + 1 - from) * rows.get(byLength[to]).length <= BATCH_TOKENS) {
      to++;
    }
    return to;
  }

  private int[] tokens(String text) {
    return tokenizer.encodeWithSpecials(text, maxTokens);
  }

  private float[] run(String method, List<int[]> rows) {
    try (TensorScope scope = program.open()) {
      return scope.call(method, TokenBatch.of(rows, config.padding()).in(scope)).get(0).floats();
    }
  }

  @Override
  public void close() {
    program.close();
    tokenizer.close();
  }
}
