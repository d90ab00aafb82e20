package dev.onesug.model.decoding;

/**
 * What a search is asked for.
 *
 * @param beamWidth the unfinished hypotheses that are kept a step: 1..1024
 * @param limit the most candidates to return: 1..1024
 * @param constraint what may be suggested at all
 * @param preference part of the score, see {@link Score}
 * @param popularityWeight of the popularity prior: 0 for none; needs a search that knows popularity
 */
public record SearchRequest(
    int beamWidth,
    int limit,
    Constraint constraint,
    Preference preference,
    double popularityWeight) {
  private static final int MOST = 1024;

  public SearchRequest {
    requireInRange("beamWidth", beamWidth);
    requireInRange("limit", limit);
    if (!(popularityWeight >= 0)) {
      throw new IllegalArgumentException(
          "popularityWeight: " + popularityWeight + " (expected: at least 0)");
    }
  }

  /** Any query will do. */
  public SearchRequest(int beamWidth, int limit) {
    this(beamWidth, limit, Constraint.NONE);
  }

  /** Scored by the model alone. */
  public SearchRequest(int beamWidth, int limit, Constraint constraint) {
    this(beamWidth, limit, constraint, Preference.NONE, 0);
  }

  private static void requireInRange(String name, int value) {
    if (value < 1 || value > MOST) {
      throw new IllegalArgumentException("%s: %d (expected: 1..%d)".formatted(name, value, MOST));
    }
  }
}
