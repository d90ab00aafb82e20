package dev.onesug.model.related;

import dev.onesug.model.semanticid.RqVae;
import dev.onesug.model.semanticid.RqVaeConfig;
import dev.onesug.model.tensor.HostTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/** Random queries over few letters, random vectors, and a random quantiser. */
public final class SmallIndex {
  static final int VECTOR = 12;
  static final RqVae QUANTIZER = quantizer();

  private SmallIndex() {}

  private static RqVae quantizer() {
    Random random = new Random(4);
    RqVaeConfig config = new RqVaeConfig(VECTOR, 8, 6, 3, 5);
    Map<String, HostTensor> weights = new LinkedHashMap<>();
    config
        .weightShapes()
        .forEach((name, shape) -> weights.put(name, HostTensor.normal(random, 0.7, shape)));
    return new RqVae(config, weights);
  }

  static List<IndexedQuery> queries(int count, long seed) {
    Random random = new Random(seed);
    TreeSet<String> texts = new TreeSet<>();
    while (texts.size() < count) {
      texts.add(text(random, 1 + random.nextInt(6)));
    }
    List<IndexedQuery> queries = new ArrayList<>();
    for (String text : texts) {
      queries.add(new IndexedQuery(text, random.nextInt(20), tokens(text)));
    }
    Collections.shuffle(queries, random);
    return queries;
  }

  /**
   * Writes an index.
   *
   * @param searches of each query
   * @param sessions query to what was searched with it, and how often
   */
  public static void write(
      Path folder, Map<String, Integer> searches, Map<String, Map<String, Integer>> sessions)
      throws IOException {
    List<IndexedQuery> queries = new ArrayList<>();
    searches.forEach((text, count) -> queries.add(new IndexedQuery(text, count, tokens(text))));
    new IndexBuilder(QUANTIZER, RelatedSettings.DEFAULT)
        .queries(queries, vectors(queries.size(), 9))
        .sessions(query -> sessions.getOrDefault(query, Map.of()))
        .write(folder);
  }

  static int[] tokens(String text) {
    return text.codePoints().toArray();
  }

  /** Latin, accented, CJK and beyond the basic plane: UTF-16 order differs from UTF-8 order. */
  static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(List.of("a", "b", "é", "鞋", "\uFB00", "😀", " c").get(random.nextInt(7)));
    }
    return text.toString().strip();
  }

  static List<float[]> vectors(int count, long seed) {
    Random random = new Random(seed);
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      vectors.add(vector(random));
    }
    return vectors;
  }

  static float[] vector(Random random) {
    float[] vector = new float[VECTOR];
    double norm = 0;
    for (int d = 0; d < VECTOR; d++) {
      vector[d] = (float) random.nextGaussian();
      norm += vector[d] * vector[d];
    }
    for (int d = 0; d < VECTOR; d++) {
      vector[d] /= (float) Math.sqrt(norm);
    }
    return vector;
  }
}
