package dev.onesug.model.related;

import dev.onesug.model.related.Related.Origin;
import dev.onesug.model.related.Related.RelatedQuery;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Known prefixes in text order. For each: its codes, its related queries, one int each with the
 * origin in the upper 2 bits, and its co-occurring queries with counts, two ints each.
 */
final class KnownPrefixes {
  private static final String NAME = "known";
  private static final List<Origin> ORIGINS = List.of(Origin.values());
  private static final int ORIGIN_SHIFT = 30;
  private static final int QUERY_MASK = (1 << ORIGIN_SHIFT) - 1;

  private final SortedTexts texts;
  private final ShortBuffer codes;
  private final int levels;
  private final IntBuffer relatedOffsets;
  private final IntBuffer related;
  private final IntBuffer followerOffsets;
  private final IntBuffer followers;

  KnownPrefixes(IndexFile file) {
    this.texts = new SortedTexts(file, NAME);
    this.codes = file.shorts("known.codes");
    this.levels = texts.size() == 0 ? 0 : codes.capacity() / texts.size();
    this.relatedOffsets = file.ints("known.related.offsets");
    this.related = file.ints("known.related");
    this.followerOffsets = file.ints("known.followers.offsets");
    this.followers = file.ints("known.followers");
  }

  /**
   * @param names in text order
   * @param prefixes as many
   */
  static void put(IndexFile file, List<String> names, List<KnownPrefix> prefixes) {
    SortedTexts.put(file, NAME, names);
    file.putShorts(
        "known.codes",
        SemanticBuckets.flat(
            prefixes.stream().map(known -> known.related().semanticId()).toList()));
    putLists(file, "known.related", prefixes.stream().map(KnownPrefixes::packRelated).toList());
    putLists(file, "known.followers", prefixes.stream().map(KnownPrefixes::packFollowers).toList());
  }

  private static int[] packRelated(KnownPrefix known) {
    return known.related().queries().stream()
        .mapToInt(query -> ORIGINS.indexOf(query.origin()) << ORIGIN_SHIFT | query.query())
        .toArray();
  }

  private static int[] packFollowers(KnownPrefix known) {
    int[] pairs = new int[2 * known.counts().length];
    for (int i = 0; i < known.counts().length; i++) {
      pairs[2 * i] = known.coOccurring()[i];
      pairs[2 * i + 1] = known.counts()[i];
    }
    return pairs;
  }

  private static void putLists(IndexFile file, String name, List<int[]> lists) {
    int[] offsets = new int[lists.size() + 1];
    for (int i = 0; i < lists.size(); i++) {
      offsets[i + 1] = Math.addExact(offsets[i], lists.get(i).length);
    }
    ByteBuffer content = IndexFile.buffer(Math.multiplyExact(offsets[lists.size()], Integer.BYTES));
    lists.forEach(
        list -> {
          for (int value : list) {
            content.putInt(value);
          }
        });
    file.putInts(name + ".offsets", offsets);
    file.put(name, content);
  }

  int size() {
    return texts.size();
  }

  String text(int position) {
    return texts.text(position);
  }

  boolean contains(String prefix) {
    return texts.find(prefix) >= 0;
  }

  @Nullable KnownPrefix find(String prefix) {
    int position = texts.find(prefix);
    if (position < 0) {
      return null;
    }
    List<RelatedQuery> queries = new ArrayList<>();
    for (int i = relatedOffsets.get(position); i < relatedOffsets.get(position + 1); i++) {
      Origin origin = ORIGINS.get(related.get(i) >>> ORIGIN_SHIFT);
      queries.add(new RelatedQuery(related.get(i) & QUERY_MASK, origin));
    }
    int begin = followerOffsets.get(position);
    int[] ids = new int[(followerOffsets.get(position + 1) - begin) / 2];
    int[] counts = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = followers.get(begin + 2 * i);
      counts[i] = followers.get(begin + 2 * i + 1);
    }
    return new KnownPrefix(
        new Related(SemanticBuckets.idAt(codes, position, levels), queries, Related.Source.KNOWN),
        ids,
        counts);
  }
}
