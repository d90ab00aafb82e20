package dev.onesug.model.related;

import dev.onesug.model.semanticid.SemanticId;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The queries in the order of their semantic IDs, more popular ones first within an ID: the queries
 * that share leading codes are a range, so a coarse bucket costs no more to find than a fine one.
 */
final class SemanticBuckets {
  private final ShortBuffer codes;
  private final IntBuffer order;
  private final int levels;

  SemanticBuckets(IndexFile file) {
    this.codes = file.shorts("codes");
    this.order = file.ints("codes.order");
    this.levels = order.capacity() == 0 ? 0 : codes.capacity() / order.capacity();
  }

  static void put(IndexFile file, List<SemanticId> ids, int[] popularity) {
    file.putShorts("codes", flat(ids));
    file.putInts(
        "codes.order",
        IntStream.range(0, ids.size())
            .boxed()
            .sorted(
                Comparator.<Integer, SemanticId>comparing(ids::get)
                    .thenComparing(id -> -popularity[id])
                    .thenComparing(Comparator.naturalOrder()))
            .mapToInt(Integer::intValue)
            .toArray());
  }

  static short[] flat(List<SemanticId> ids) {
    int levels = ids.isEmpty() ? 0 : ids.get(0).levels();
    short[] codes = new short[ids.size() * levels];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (short) ids.get(i / levels).code(i % levels);
    }
    return codes;
  }

  static SemanticId idAt(ShortBuffer codes, int position, int levels) {
    int[] id = new int[levels];
    for (int level = 0; level < levels; level++) {
      id[level] = codes.get(position * levels + level);
    }
    return SemanticId.of(id);
  }

  int levels() {
    return levels;
  }

  SemanticId id(int query) {
    return idAt(codes, query, levels);
  }

  /** The positions of the queries that share the first {@code shared} codes. */
  Range bucket(SemanticId id, int shared) {
    return new Range(first(id, shared, false), first(id, shared, true));
  }

  /** The query at a position. */
  int query(int position) {
    return order.get(position);
  }

  private int first(SemanticId id, int shared, boolean beyond) {
    int low = 0;
    int high = order.capacity();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int compared = compare(order.get(middle), id, shared);
      if (beyond ? compared > 0 : compared >= 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private int compare(int query, SemanticId id, int shared) {
    for (int level = 0; level < shared; level++) {
      int compared = Integer.compare(codes.get(query * levels + level), id.code(level));
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }
}
