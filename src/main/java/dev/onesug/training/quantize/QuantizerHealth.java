package dev.onesug.training.quantize;

import dev.onesug.model.semanticid.RqVae;
import dev.onesug.model.semanticid.SemanticId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a quantiser makes of a set of vectors; it goes to the training report.
 *
 * @param vectors how many were quantised
 * @param codebookSize codes to choose from at each level
 * @param levels coarse to fine
 * @param collisionRate the share of vectors whose whole ID another vector has too
 * @param reconstructionError the mean squared distance of unit vectors to their reconstruction: 0
 *     is perfect
 */
public record QuantizerHealth(
    int vectors,
    int codebookSize,
    List<Level> levels,
    double collisionRate,
    double reconstructionError) {

  private static final double LEAST_USED = 0.95;
  private static final int LEAST_VECTORS_A_CODE = 20;

  /**
   * @param codesUsed codes that at least one vector has
   * @param perplexity the number of equally used codes that would carry as much information
   */
  public record Level(int codesUsed, double perplexity) {}

  /**
   * @throws IllegalArgumentException if there are no vectors
   */
  public static QuantizerHealth measure(RqVae quantizer, List<float[]> vectors) {
    if (vectors.isEmpty()) {
      throw new IllegalArgumentException("vectors: none (expected: at least 1)");
    }
    List<SemanticId> ids = quantizer.quantize(vectors);
    int codebookSize = quantizer.config().codebookSize();
    List<Level> levels = new ArrayList<>();
    for (int level = 0; level < quantizer.config().levels(); level++) {
      levels.add(usage(ids, level, codebookSize));
    }
    return new QuantizerHealth(
        vectors.size(), codebookSize, levels, collisions(ids), error(quantizer, ids, vectors));
  }

  /**
   * Refuses a quantiser whose codes collapsed: what shares a code would be called alike for no
   * reason.
   *
   * @throws IllegalArgumentException if a level leaves more than a twentieth of its codes unused;
   *     it names the level
   */
  public QuantizerHealth requireSound() {
    if (vectors < LEAST_VECTORS_A_CODE * codebookSize) {
      // So few queries need not reach every residual code.
      return this;
    }
    for (int level = 0; level < levels.size(); level++) {
      int used = levels.get(level).codesUsed();
      int least = (int) Math.ceil(LEAST_USED * codebookSize);
      if (used < least) {
        throw new IllegalArgumentException(
            "quantizer: level %d uses %d of %d codes (expected: at least %d; its codebook collapsed,"
                    .formatted(level + 1, used, codebookSize, least)
                + " fewer codes or levels may fit these "
                + vectors
                + " vectors)");
      }
    }
    return this;
  }

  private static Level usage(List<SemanticId> ids, int level, int codebookSize) {
    int[] counts = new int[codebookSize];
    for (SemanticId id : ids) {
      counts[id.code(level)]++;
    }
    double entropy = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = count / (double) ids.size();
        entropy -= share * Math.log(share);
      }
    }
    int used = (int) Arrays.stream(counts).filter(count -> count > 0).count();
    return new Level(used, Math.exp(entropy));
  }

  private static double collisions(List<SemanticId> ids) {
    Map<SemanticId, Integer> counts = new HashMap<>();
    ids.forEach(id -> counts.merge(id, 1, Integer::sum));
    return ids.stream().filter(id -> counts.getOrDefault(id, 0) > 1).count() / (double) ids.size();
  }

  private static double error(RqVae quantizer, List<SemanticId> ids, List<float[]> vectors) {
    double sum = 0;
    for (int i = 0; i < vectors.size(); i++) {
      float[] vector = vectors.get(i);
      float[] again = quantizer.reconstruct(ids.get(i));
      for (int d = 0; d < vector.length; d++) {
        double difference = vector[d] - again[d];
        sum += difference * difference;
      }
    }
    return sum / vectors.size();
  }
}
