package dev.onesug.training.logs;

import java.util.Arrays;
import java.util.List;

/**
 * What was shown under which prefix, in which order, and what was chosen of it. Prefixes and pairs
 * of prefix and query are known by 64-bit hashes: three million collide with a chance of about one
 * in four million. Twelve bytes a shown suggestion and thirty a distinct pair.
 */
public final class Impressions {
  private static final int START_CAPACITY = 1 << 12;

  /** Numbers in front of the pairs of each list: its prefix, what was chosen, its length. */
  private static final int HEADER = 3;

  private long[] keys = new long[START_CAPACITY];
  private int[] numbers = new int[START_CAPACITY];
  private int distinct;
  private int[] lists = new int[START_CAPACITY];
  private int end;

  /**
   * Adds what one person saw.
   *
   * @param shown first position first
   * @param clicked position of what was chosen; −1 for nothing
   */
  public void add(String prefix, List<String> shown, int clicked) {
    if (shown.isEmpty()) {
      return;
    }
    int longer = end + HEADER + shown.size();
    if (longer > lists.length) {
      lists = Arrays.copyOf(lists, Math.max(longer, lists.length * 3 / 2));
    }
    lists[end++] = numberToWrite(key(prefix));
    lists[end++] = clicked;
    lists[end++] = shown.size();
    for (String query : shown) {
      lists[end++] = numberToWrite(key(prefix, query));
    }
  }

  /** Receives the suggestions that a person may have looked at. */
  @FunctionalInterface
  interface Reader {
    /**
     * @param prefix number of the prefix
     * @param pair number of the pair of prefix and query
     * @param position in the list, from 0
     */
    void read(int prefix, int pair, int position, boolean clicked);
  }

  /**
   * Reads all lists, each down to what was chosen and no further: a person who has chosen looks at
   * nothing below.
   */
  void forEach(Reader reader) {
    for (int at = 0; at < end; at += HEADER + lists[at + 2]) {
      int clicked = lists[at + 1];
      int read = clicked < 0 ? lists[at + 2] : clicked + 1;
      for (int position = 0; position < read; position++) {
        reader.read(lists[at], lists[at + HEADER + position], position, position == clicked);
      }
    }
  }

  /** Numbers of prefixes and pairs are below this. */
  int distinct() {
    return distinct;
  }

  /** The number of a prefix, −1 if nothing was shown under it. */
  int prefix(String prefix) {
    return number(key(prefix));
  }

  /** The number of a pair, −1 if the query was not shown under the prefix. */
  int pair(String prefix, String query) {
    return number(key(prefix, query));
  }

  private int number(long key) {
    int slot = find(key);
    return keys[slot] == key ? numbers[slot] : -1;
  }

  private int numberToWrite(long key) {
    if (distinct * 2 >= keys.length) {
      grow();
    }
    int slot = find(key);
    if (keys[slot] == 0) {
      keys[slot] = key;
      numbers[slot] = distinct++;
    }
    return numbers[slot];
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
    int[] oldNumbers = numbers;
    keys = new long[oldKeys.length * 2];
    numbers = new int[keys.length];
    for (int old = 0; old < oldKeys.length; old++) {
      if (oldKeys[old] != 0) {
        int slot = find(oldKeys[old]);
        keys[slot] = oldKeys[old];
        numbers[slot] = oldNumbers[old];
      }
    }
  }

  private static long key(String prefix) {
    return free(mix(0x9E3779B97F4A7C15L, prefix));
  }

  private static long key(String prefix, String query) {
    return free(mix(mix(0x9E3779B97F4A7C15L, prefix) ^ 0x1F, query));
  }

  /** Never 0, which marks a free slot. */
  private static long free(long hash) {
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
