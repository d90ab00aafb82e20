package dev.onesug.training.logs;

import java.util.List;

/**
 * Impressions and clicks of queries under prefixes, and the click-through rate smoothed from them.
 * Keys are 64-bit hashes: three million pairs collide with a chance of about one in four million.
 */
final class ClickCounts {
  private static final int START_CAPACITY = 1 << 12;

  /** How many impressions at the mean rate a pair starts with. */
  private static final double PRIOR_IMPRESSIONS = 20;

  private long[] keys = new long[START_CAPACITY];
  private int[] impressions = new int[START_CAPACITY];
  private int[] clicks = new int[START_CAPACITY];
  private int size;
  private long allImpressions;
  private long allClicks;

  void add(String prefix, List<String> shown, int clickedPosition) {
    for (int position = 0; position < shown.size(); position++) {
      int slot = slotToWrite(key(prefix, shown.get(position)));
      impressions[slot]++;
      allImpressions++;
      if (position == clickedPosition) {
        clicks[slot]++;
        allClicks++;
      }
    }
  }

  /** Clicks per impression, drawn towards the mean of all pairs; the mean where never shown. */
  float smoothed(String prefix, String query) {
    double mean = allImpressions == 0 ? 0 : (double) allClicks / allImpressions;
    long key = key(prefix, query);
    int slot = find(key);
    boolean seen = keys[slot] == key;
    double pairClicks = seen ? clicks[slot] : 0;
    double pairImpressions = seen ? impressions[slot] : 0;
    return (float)
        ((pairClicks + PRIOR_IMPRESSIONS * mean) / (pairImpressions + PRIOR_IMPRESSIONS));
  }

  private int slotToWrite(long key) {
    if (size * 2 > keys.length) {
      grow();
    }
    int slot = find(key);
    if (keys[slot] == 0) {
      keys[slot] = key;
      size++;
    }
    return slot;
  }

  private int find(long key) {
    int mask = keys.length - 1;
    int slot = (int) (key >>> 32) & mask;
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldImpressions = impressions;
    int[] oldClicks = clicks;
    keys = new long[oldKeys.length * 2];
    impressions = new int[keys.length];
    clicks = new int[keys.length];
    for (int old = 0; old < oldKeys.length; old++) {
      if (oldKeys[old] != 0) {
        int slot = find(oldKeys[old]);
        keys[slot] = oldKeys[old];
        impressions[slot] = oldImpressions[old];
        clicks[slot] = oldClicks[old];
      }
    }
  }

  /** Never 0, which marks a free slot. */
  private static long key(String prefix, String query) {
    long hash = mix(mix(0x9E3779B97F4A7C15L, prefix) ^ 0x1F, query);
    return hash == 0 ? 1 : hash;
  }

  private static long mix(long seed, String text) {
    long hash = seed;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
      hash ^= hash >>> 29;
    }
    hash *= 0xBF58476D1CE4E5B9L;
    return hash ^ (hash >>> 32);
  }
}
