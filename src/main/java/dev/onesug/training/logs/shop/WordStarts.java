package dev.onesug.training.logs.shop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts sorted from a chosen word on, so that a prefix is a range; answers with the most popular of
 * the range.
 */
final class WordStarts {
  /** A range longer than this is ranked once and remembered: one and two letters, mostly. */
  private static final int LONG_RANGE = 256;

  private final String[] texts;
  private final double[] popularity;
  private final int limit;
  private final int[] ids;
  private final short[] offsets;
  private final Map<String, int[]> longRanges = new HashMap<>();

  private record Start(int id, short offset) {}

  /** Places in the order of the texts, from the first to before the last. */
  record Range(int from, int to) {
    boolean isEmpty() {
      return from >= to;
    }
  }

  private WordStarts(List<String> texts, double[] popularity, int limit, List<Start> starts) {
    this.texts = texts.toArray(String[]::new);
    this.popularity = popularity;
    this.limit = limit;
    ids = new int[starts.size()];
    offsets = new short[starts.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = starts.get(i).id;
      offsets[i] = starts.get(i).offset;
    }
  }

  /** Indexes the first words of texts, or all words but the first. */
  static WordStarts of(List<String> texts, double[] popularity, int limit, boolean firstWord) {
    List<Start> starts = new ArrayList<>(texts.size());
    for (int id = 0; id < texts.size(); id++) {
      if (firstWord) {
        starts.add(new Start(id, (short) 0));
      } else {
        String text = texts.get(id);
        for (int blank = text.indexOf(' '); blank >= 0; blank = text.indexOf(' ', blank + 1)) {
          starts.add(new Start(id, (short) (blank + 1)));
        }
      }
    }
    starts.sort((a, b) -> compare(texts.get(a.id), a.offset, texts.get(b.id), b.offset));
    return new WordStarts(texts, popularity, limit, starts);
  }

  /** Texts that continue the prefix at an indexed word, the most popular first. */
  int[] matching(String prefix) {
    int from = lowerBound(prefix, 0, ids.length);
    int to = endOf(prefix, from);
    if (to - from <= LONG_RANGE) {
      return mostPopular(from, to);
    }
    return longRanges.computeIfAbsent(prefix, p -> mostPopular(from, to));
  }

  /** Everything that is indexed. */
  Range all() {
    return new Range(0, ids.length);
  }

  /** Those that begin with a prefix. */
  Range starting(String prefix) {
    Range range = all();
    for (int depth = 0; depth < prefix.length() && !range.isEmpty(); depth++) {
      range = narrow(range, depth, prefix.charAt(depth));
    }
    return range;
  }

  /** The text at a place of the order. */
  int id(int place) {
    return ids[place];
  }

  /** Those of a range, which share the letters before a depth, that have a letter there. */
  Range narrow(Range range, int depth, char letter) {
    int from = lowerBound(range, depth, letter);
    return new Range(from, lowerBound(new Range(from, range.to), depth, letter + 1));
  }

  private int lowerBound(Range range, int depth, int letter) {
    int low = range.from;
    int high = range.to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (letterAt(middle, depth) < letter) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The letter of an indexed text at a depth from its word on; -1 behind its end. */
  private int letterAt(int place, int depth) {
    String text = texts[ids[place]];
    int at = offsets[place] + depth;
    return at < text.length() ? text.charAt(at) : -1;
  }

  private int[] mostPopular(int from, int to) {
    BestFew best = new BestFew(limit);
    for (int i = from; i < to; i++) {
      best.offer(ids[i], popularity[ids[i]]);
    }
    return best.ids();
  }

  /** Steps doubling from the start of a range: nearly all ranges are short. */
  private int endOf(String prefix, int from) {
    int step = 1;
    while (from + step < ids.length && starts(from + step, prefix)) {
      step *= 2;
    }
    return lowerBound(
        prefix + Character.MAX_VALUE, from + step / 2, Math.min(from + step, ids.length));
  }

  private boolean starts(int place, String prefix) {
    return texts[ids[place]].startsWith(prefix, offsets[place]);
  }

  private int lowerBound(String text, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(texts[ids[middle]], offsets[middle], text, 0) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int compare(String one, int oneFrom, String other, int otherFrom) {
    int length = Math.min(one.length() - oneFrom, other.length() - otherFrom);
    for (int i = 0; i < length; i++) {
      int difference = one.charAt(oneFrom + i) - other.charAt(otherFrom + i);
      if (difference != 0) {
        return difference;
      }
    }
    return (one.length() - oneFrom) - (other.length() - otherFrom);
  }
}
