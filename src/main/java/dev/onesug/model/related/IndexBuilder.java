package dev.onesug.model.related;

import dev.onesug.model.decoding.TokenTrie;
import dev.onesug.model.decoding.TokenTrieBuilder;
import dev.onesug.model.semanticid.RqVae;
import dev.onesug.model.semanticid.SemanticId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Writes a {@link QueryIndex}: sorts the queries, quantises their vectors, then precomputes the
 * known prefixes by asking the index it has so far. Vectors are given, not made here.
 */
public final class IndexBuilder {
  private final RqVae quantizer;
  private final RelatedSettings settings;
  private final IndexFile file = new IndexFile();
  private List<float[]> vectors = List.of();

  /**
   * @param quantizer as loaded from the model version that the index belongs to
   */
  public IndexBuilder(RqVae quantizer, RelatedSettings settings) {
    this.quantizer = quantizer;
    this.settings = settings;
    file.put("settings", ByteBuffer.wrap(QueryIndex.JSON.writeValueAsBytes(settings)));
    KnownPrefixes.put(file, List.of(), List.of());
  }

  /**
   * All queries that may be suggested, in any order.
   *
   * @param unsortedVectors the text encoder's unit vector of each
   * @throws IllegalArgumentException if a text comes twice, or the lists differ in length
   */
  public IndexBuilder queries(List<IndexedQuery> unsorted, List<float[]> unsortedVectors) {
    requireSameSize("vectors", unsortedVectors.size(), unsorted.size());
    int[] order = order(unsorted.stream().map(IndexedQuery::text).toList());
    List<IndexedQuery> queries = IntStream.of(order).mapToObj(unsorted::get).toList();
    vectors = IntStream.of(order).mapToObj(unsortedVectors::get).toList();
    List<SemanticId> ids = quantizer.quantize(vectors);
    int[] popularity = queries.stream().mapToInt(IndexedQuery::popularity).toArray();
    int[][] tokens = queries.stream().map(IndexedQuery::tokens).toArray(int[][]::new);

    List<String> texts = queries.stream().map(IndexedQuery::text).toList();
    SortedTexts.put(file, "texts", texts);
    PopularityTree.put(file, PopularityTree.QUERIES, popularity);
    WordPostings.put(file, texts, popularity);
    WordRotations.put(file, texts, popularity);
    SessionPostings.put(file, Collections.nCopies(queries.size(), Postings.NONE));
    SemanticBuckets.put(file, ids, popularity);
    QuantizedVectors.put(file, vectors);
    TokenLists.put(file, tokens);
    TokenTrie trie = TokenTrieBuilder.build(tokens);
    file.putInts("trie.children", copy(trie.firstChildren()));
    file.putInts("trie.labels", copy(trie.labels()));
    return this;
  }

  /**
   * What was searched together, after the queries.
   *
   * @param searchedWith text of a query to the other queries of its sessions, and in how many of
   *     them each was
   */
  public IndexBuilder sessions(Function<String, Map<String, Integer>> searchedWith) {
    QueryIndex index = new QueryIndex(file);
    SessionPostings.put(
        file,
        IntStream.range(0, index.size())
            .mapToObj(query -> inSessions(index, searchedWith.apply(index.text(query))))
            .toList());
    return this;
  }

  private static Postings inSessions(QueryIndex index, Map<String, Integer> counts) {
    List<Follower> others = followers(index, counts, SessionPostings.MOST_QUERIES);
    return new Postings(
        others.stream().mapToInt(Follower::query).toArray(),
        others.stream().mapToInt(Follower::count).toArray(),
        counts.values().stream().mapToLong(Integer::longValue).sum());
  }

  /**
   * The known prefixes, after the queries; see {@link RelatedSettings#known}.
   *
   * @param prefixVectors the text encoder's unit vector of each, e(p)
   * @throws IllegalArgumentException if a prefix comes twice, or the lists differ in length
   */
  public IndexBuilder prefixes(List<ObservedPrefix> prefixes, List<float[]> prefixVectors) {
    requireSameSize("vectors", prefixVectors.size(), prefixes.size());
    int[] order = order(prefixes.stream().map(ObservedPrefix::text).toList());
    QueryIndex index = new QueryIndex(file);
    List<KnownPrefix> known =
        IntStream.of(order)
            .parallel()
            .mapToObj(i -> precompute(index, prefixes.get(i), prefixVectors.get(i)))
            .toList();
    List<String> names = IntStream.of(order).mapToObj(i -> prefixes.get(i).text()).toList();
    KnownPrefixes.put(file, names, known);
    return this;
  }

  private record Follower(int query, int count) {
    static final Comparator<Follower> FREQUENT_FIRST =
        Comparator.comparing(Follower::count).reversed().thenComparing(Follower::query);
  }

  private KnownPrefix precompute(QueryIndex index, ObservedPrefix prefix, float[] vector) {
    // One more than is ever used, so that leaving one out still leaves enough.
    int most = 1 + Math.max(settings.k(), settings.coOccurring());
    List<Follower> followers = followers(index, prefix.queries(), most);
    int[] ids = followers.stream().mapToInt(Follower::query).toArray();
    int[] counts = followers.stream().mapToInt(Follower::count).toArray();
    float[] blended = new PrefixVector(settings, vectors::get).blended(vector, ids);
    Related related =
        RelatedQueries.around(index, quantizer, prefix.text(), blended, Related.Source.KNOWN, ids);
    return new KnownPrefix(related, ids, counts);
  }

  private static List<Follower> followers(QueryIndex index, Map<String, Integer> counts, int most) {
    List<Follower> followers = new ArrayList<>();
    counts.forEach(
        (text, count) -> {
          OptionalInt id = index.find(text);
          if (id.isPresent()) {
            followers.add(new Follower(id.getAsInt(), count));
          }
        });
    followers.sort(Follower.FREQUENT_FIRST);
    return followers.subList(0, Math.min(followers.size(), most));
  }

  /** Writes the index into a folder. The caller makes it durable and visible. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    file.write(folder.resolve(QueryIndex.FILE));
  }

  private static int[] order(List<String> texts) {
    return IntStream.range(0, texts.size())
        .boxed()
        .sorted(Comparator.comparing(texts::get, SortedTexts.ORDER))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int[] copy(IntBuffer buffer) {
    int[] values = new int[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private static void requireSameSize(String name, int size, int expected) {
    if (size != expected) {
      throw new IllegalArgumentException(name + ": " + size + " (expected: " + expected + ")");
    }
  }
}
