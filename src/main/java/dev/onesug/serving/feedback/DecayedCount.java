package dev.onesug.serving.feedback;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often something was counted, less by half after each half-life.
 *
 * @param weight the count at {@code lastMillis}
 * @param lastMillis when it was counted last
 * @param searchers the latest different ones, each with the time when it was counted last
 */
record DecayedCount(double weight, long lastMillis, Map<Integer, Long> searchers) {
  static final DecayedCount NONE = new DecayedCount(0, 0, Map.of());

  /**
   * One more.
   *
   * @param searcher a hash of who it is
   * @param kept so many searchers are told apart
   */
  DecayedCount plusOne(int searcher, long nowMillis, long halfLifeMillis, int kept) {
    Map<Integer, Long> latest = new LinkedHashMap<>(searchers);
    latest.remove(searcher);
    latest.put(searcher, nowMillis);
    if (latest.size() > kept) {
      latest.remove(latest.keySet().iterator().next());
    }
    return new DecayedCount(weightAt(nowMillis, halfLifeMillis) + 1, nowMillis, latest);
  }

  double weightAt(long nowMillis, long halfLifeMillis) {
    return weight * Math.pow(2, -(double) (nowMillis - lastMillis) / halfLifeMillis);
  }

  /** How many of the latest searchers came since a time. */
  long searchersSince(long millis) {
    return searchers.values().stream().filter(time -> time >= millis).count();
  }
}
