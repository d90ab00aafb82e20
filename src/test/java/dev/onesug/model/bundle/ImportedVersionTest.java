package dev.onesug.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.decoding.Candidate;
import dev.onesug.model.embedding.TextEncoder;
import dev.onesug.model.related.IndexBuilder;
import dev.onesug.model.related.IndexedQuery;
import dev.onesug.model.related.RelatedSettings;
import dev.onesug.model.semanticid.RqVae;
import dev.onesug.model.seq2seq.BartOracle;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqConfig.CutWord;
import dev.onesug.model.seq2seq.TinyModels;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.TensorEngine;
import dev.onesug.model.text.Prefix;
import dev.onesug.model.text.QueryTokenizer;
import dev.onesug.model.text.TinyTokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A version around a BART of Hugging Face's, byte-level BPE and all, searched by its model alone.
 */
class ImportedVersionTest {
  private static final List<String> QUERIES =
      List.of("café", "cafetière", "red", "red shoes", "手机", "手机壳", "手表", "👟", "👞 rack");

  /** BART ends and starts with the same token. */
  private static final int START_AND_END = 2;

  private static final int MAX_TOKENS = 40;

  @TempDir static Path models;
  private static Path version;
  private static Seq2SeqConfig config;
  private static BartOracle oracle;

  @BeforeAll
  static void write() throws IOException {
    TensorEngine.threads(1);
    Path tiny = TinyVersion.withoutPrior(models, "tiny", 7);
    version =
        new BundleWriter(models)
            .write(
                "imported",
                Manifest.read(tiny).provenance(),
                folder -> {
                  copy(tiny, folder, "text-encoder");
                  copy(tiny, folder, "quantizer");
                  seq2seq(Files.createDirectory(folder.resolve("seq2seq")));
                  index(folder);
                });
  }

  private static void copy(Path tiny, Path folder, String part) throws IOException {
    Files.createDirectory(folder.resolve(part));
    for (String file : Manifest.read(tiny).files().keySet()) {
      if (file.startsWith(part)) {
        Files.copy(tiny.resolve(file), folder.resolve(file));
      }
    }
  }

  private static void seq2seq(Path folder) throws IOException {
    Path file =
        TinyTokenizers.byteLevel(
            folder.resolve("tokenizer.json"), List.of("red", " shoes", "caf", "手", "é"));
    try (QueryTokenizer tokenizer = QueryTokenizer.load(file)) {
      config =
          new Seq2SeqConfig(
              tokenizer.size(),
              12,
              2,
              1,
              3,
              2,
              20,
              18,
              MAX_TOKENS,
              "gelu",
              true,
              1,
              START_AND_END,
              START_AND_END,
              CutWord.WORD_PIECE,
              MAX_TOKENS,
              10);
      Map<String, HostTensor> weights = TinyModels.write(folder, config);
      oracle = new BartOracle(config, weights);
    }
  }

  private static void index(Path folder) throws IOException {
    try (QueryTokenizer tokenizer =
            QueryTokenizer.load(folder.resolve("seq2seq").resolve("tokenizer.json"));
        TextEncoder encoder = TextEncoder.load(folder.resolve("text-encoder"), "cpu")) {
      List<IndexedQuery> queries = new ArrayList<>();
      for (String query : QUERIES) {
        queries.add(new IndexedQuery(query, 100 - queries.size(), tokenizer.encode(query)));
      }
      new IndexBuilder(RqVae.load(folder.resolve("quantizer")), RelatedSettings.DEFAULT)
          .queries(queries, List.of(encoder.embed(QUERIES)))
          .prefixes(List.of(), List.of())
          .write(folder.resolve("index"));
    }
  }

  private static Map<String, Double> search(String typed) throws IOException {
    try (ModelVersion open = ModelVersion.open(version, "cpu")) {
      int[] input = input(open, typed);
      List<Candidate> found =
          open.search(open.moment(Prefix.of(typed), UserContext.ANONYMOUS), input, 16, 16);
      Map<String, Double> scores = new HashMap<>();
      found.forEach(one -> scores.put(open.index().text(one.query()), one.score()));
      return scores;
    }
  }

  private static int[] input(ModelVersion open, String typed) {
    return open.encoderInput().build(Prefix.of(typed), new int[0][], UserContext.ANONYMOUS);
  }

  @Test
  void search_typedText_isContinuedThoughTokensEndInsideCharacters() throws IOException {
    try (ModelVersion open = ModelVersion.open(version, "cpu")) {
      assertThat(open.hasPrior()).isFalse();
      assertThat(open.tokenizer().encode("手机")).hasSizeGreaterThan(2);
    }
    for (String typed : List.of("", "c", "caf", "café", "red", "red ", "手", "手机", "👟", "👞")) {
      assertThat(search(typed).keySet())
          .containsExactlyInAnyOrderElementsOf(
              QUERIES.stream().filter(query -> query.startsWith(typed)).toList());
    }
  }

  @Test
  void search_scores_areThoseOfTheReferencePass() throws IOException {
    Map<String, Double> scores = search("");
    try (ModelVersion open = ModelVersion.open(version, "cpu")) {
      List<int[]> paths = QUERIES.stream().map(query -> path(open.tokenizer(), query)).toList();
      int[] input = input(open, "");
      for (int query = 0; query < QUERIES.size(); query++) {
        // Weights to serve with are packed in 16 bits.
        assertThat(scores.get(QUERIES.get(query)))
            .isCloseTo(score(input, paths.get(query), paths), within(0.1));
      }
    }
  }

  private static int[] path(QueryTokenizer tokenizer, String query) {
    int[] tokens = tokenizer.encode(query);
    int[] path = Arrays.copyOf(tokens, tokens.length + 1);
    path[tokens.length] = START_AND_END;
    return path;
  }

  /** The sum, over a path, of the log-softmax among what other paths do at the same point. */
  private static double score(int[] input, int[] path, List<int[]> paths) {
    int[] fed = new int[path.length];
    fed[0] = START_AND_END;
    System.arraycopy(path, 0, fed, 1, path.length - 1);
    double[][] logits = oracle.logits(input, fed);
    double score = 0;
    for (int at = 0; at < path.length; at++) {
      Set<Integer> choices = new TreeSet<>();
      for (int[] other : paths) {
        if (other.length > at && Arrays.equals(other, 0, at, path, 0, at)) {
          choices.add(other[at]);
        }
      }
      double[] now = logits[at];
      double sum = choices.stream().mapToDouble(choice -> Math.exp(now[choice])).sum();
      score += now[path[at]] - Math.log(sum);
    }
    return score;
  }
}
