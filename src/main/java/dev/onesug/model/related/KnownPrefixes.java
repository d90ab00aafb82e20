package dev.onesug.model.related;

import dev.onesug.model.related.Related.Origin;
import dev.onesug.model.related.Related.RelatedQuery;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Known prefixes in text order. For each: its codes, its related queries, one int each with the
 * origin in the upper 2 bits, its co-occurring queries with counts, two ints each, and its nearest
 * queries with the bits of their cosines, two ints each.
 */
final class KnownPrefixes {
  private static final String NAME = "known";
  private static final String RELATED = "known.related";
  private static final String FOLLOWERS = "known.followers";
  private static final String NEAR = "known.near";
  private static final List<Origin> ORIGINS = List.of(Origin.values());
  private static final int ORIGIN_SHIFT = 30;
  private static final int QUERY_MASK = (1 << ORIGIN_SHIFT) - 1;

  private final SortedTexts texts;
  private final ShortBuffer codes;
  private final int levels;
  private final IntLists related;
  private final IntLists followers;
  private final IntLists near;

  KnownPrefixes(IndexFile file) {
    this.texts = new SortedTexts(file, NAME);
    this.codes = file.shorts("known.codes");
    this.levels = texts.size() == 0 ? 0 : codes.capacity() / texts.size();
    this.related = new IntLists(file, RELATED);
    this.followers = new IntLists(file, FOLLOWERS);
    this.near = new IntLists(file, NEAR);
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
    IntLists.put(file, RELATED, prefixes.stream().map(KnownPrefixes::packRelated).toList());
    IntLists.put(file, FOLLOWERS, prefixes.stream().map(KnownPrefixes::packFollowers).toList());
    IntLists.put(file, NEAR, prefixes.stream().map(KnownPrefixes::packNear).toList());
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

  private static int[] packNear(KnownPrefix known) {
    return known.related().near().stream()
        .flatMapToInt(near -> IntStream.of(near.query(), Float.floatToIntBits(near.cosine())))
        .toArray();
  }

  private List<NearQuery> near(int position) {
    int[] pairs = near.list(position);
    List<NearQuery> queries = new ArrayList<>(pairs.length / 2);
    for (int i = 0; i < pairs.length; i += 2) {
      queries.add(new NearQuery(pairs[i], Float.intBitsToFloat(pairs[i + 1])));
    }
    return queries;
  }

  int size() {
    return texts.size();
  }

  String text(int position) {
    return texts.text(position);
  }

  @Nullable KnownPrefix find(String prefix) {
    int position = texts.find(prefix);
    if (position < 0) {
      return null;
    }
    List<RelatedQuery> queries = new ArrayList<>();
    for (int packed : related.list(position)) {
      Origin origin = ORIGINS.get(packed >>> ORIGIN_SHIFT);
      queries.add(new RelatedQuery(packed & QUERY_MASK, origin));
    }
    int[] pairs = followers.list(position);
    int[] ids = new int[pairs.length / 2];
    int[] counts = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = pairs[2 * i];
      counts[i] = pairs[2 * i + 1];
    }
    return new KnownPrefix(
        new Related(
            SemanticBuckets.idAt(codes, position, levels),
            queries,
            near(position),
            Related.Source.KNOWN),
        ids,
        counts);
  }
}
