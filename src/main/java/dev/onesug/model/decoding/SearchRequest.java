package dev.onesug.model.decoding;

import dev.onesug.model.decoding.QueryPrior.Typed;
import org.jspecify.annotations.Nullable;

/**
 * What a search is asked for.
 *
 * @param beamWidth the unfinished hypotheses of one length that are kept: 1..1024
 * @param limit the most candidates to return: 1..1024
 * @param constraint what may be suggested at all
 * @param prior what is believed without the model; null for nothing
 */
public record SearchRequest(
    int beamWidth, int limit, Constraint constraint, @Nullable Typed prior) {
  private static final int MOST = 1024;

  public SearchRequest {
    requireInRange("beamWidth", beamWidth);
    requireInRange("limit", limit);
  }

  /** Any query will do. */
  public SearchRequest(int beamWidth, int limit) {
    this(beamWidth, limit, Constraint.NONE);
  }

  /** Scored by the model alone. */
  public SearchRequest(int beamWidth, int limit, Constraint constraint) {
    this(beamWidth, limit, constraint, null);
  }

  private static void requireInRange(String name, int value) {
    if (value < 1 || value > MOST) {
      throw new IllegalArgumentException("%s: %d (expected: 1..%d)".formatted(name, value, MOST));
    }
  }
}
