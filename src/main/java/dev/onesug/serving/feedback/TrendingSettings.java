package dev.onesug.serving.feedback;

import java.time.Duration;

/**
 * What counts as trending.
 *
 * @param halfLife after which a search counts half; within it a searcher counts once for a query
 * @param minSearchers different searchers without whom a query is not shown
 */
public record TrendingSettings(Duration halfLife, int minSearchers) {

  /**
   * @throws IllegalArgumentException if one is out of range
   */
  public TrendingSettings {
    if (halfLife.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException(
          "half-life: " + halfLife + " (expected: at least " + Duration.ofMinutes(1) + ")");
    }
    if (minSearchers < 1 || minSearchers > 100) {
      throw new IllegalArgumentException("min-searchers: " + minSearchers + " (expected: 1..100)");
    }
  }
}
