package dev.onesug.model.related;

import dev.onesug.model.decoding.TokenTrie;
import dev.onesug.model.semanticid.SemanticId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every query that may be suggested, and what is known of prefixes: read-only, memory-mapped, safe
 * for concurrent use. Query ids count from 0 in the order of the texts' UTF-8 bytes.
 *
 * <p>Closing gives its memory back, and may come only when nobody reads it any more. One that is
 * not closed is given back by the collector.
 */
public final class QueryIndex implements AutoCloseable {
  /** The one file of the index folder. */
  static final String FILE = "queries.index";

  static final JsonMapper JSON = JsonMapper.shared();
  private static final int MOST_COMPARED = 4096;

  /** Shorter texts are a slip away from anything. */
  private static final int SHORTEST_SLIPPED = 3;

  private final IndexFile file;
  private final SortedTexts texts;
  private final PopularityTree popularity;
  private final WordPostings words;
  private final WordRotations rotations;
  private final SessionPostings sessions;

  /** Searches of the queries before each, and of all behind the last. [size + 1] */
  private final long[] searchesBefore;

  private final SemanticBuckets buckets;
  private final QuantizedVectors vectors;
  private final FineToCoarse fineToCoarse;
  private final TokenLists tokens;
  private final TokenTrie trie;
  private final KnownPrefixes known;
  private final RelatedSettings settings;

  QueryIndex(IndexFile file) {
    this.file = file;
    this.texts = new SortedTexts(file, "texts");
    this.popularity = new PopularityTree(file, PopularityTree.QUERIES);
    this.words = new WordPostings(file, popularity);
    this.rotations = new WordRotations(file, texts);
    this.sessions = new SessionPostings(file);
    this.searchesBefore = new long[texts.size() + 1];
    for (int id = 0; id < texts.size(); id++) {
      searchesBefore[id + 1] = searchesBefore[id] + searched(id);
    }
    this.buckets = new SemanticBuckets(file);
    this.vectors = new QuantizedVectors(file);
    this.fineToCoarse = new FineToCoarse(buckets, vectors, popularity, MOST_COMPARED);
    this.tokens = new TokenLists(file);
    this.trie = TokenTrie.of(file.ints("trie.children"), file.ints("trie.labels"));
    this.known = new KnownPrefixes(file);
    byte[] json = new byte[file.bytes("settings").capacity()];
    file.bytes("settings").get(0, json);
    this.settings = JSON.readValue(json, RelatedSettings.class);
  }

  /**
   * Maps the index of a folder; it is read once, to verify its checksum.
   *
   * @throws IOException if the file is absent, cut, altered or of another version; it names the
   *     file
   */
  public static QueryIndex open(Path folder) throws IOException {
    Path path = folder.resolve(FILE);
    try {
      return over(IndexFile.open(path));
    } catch (IllegalArgumentException
        | IndexOutOfBoundsException
        | ArithmeticException
        | JacksonException e) {
      throw new IOException(path + ": not a whole index of queries: " + e.getMessage(), e);
    }
  }

  private static QueryIndex over(IndexFile file) {
    try {
      return new QueryIndex(file);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** The number of queries. */
  public int size() {
    return texts.size();
  }

  /** The text of a query, in normal form. */
  public String text(int id) {
    return texts.text(id);
  }

  /** The id of the query with exactly this text. */
  public OptionalInt find(String text) {
    int id = texts.find(text);
    return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /** How often a query was searched. */
  public int popularity(int id) {
    return popularity.popularity(id);
  }

  /** How often all queries were searched together; one that never was counts once. */
  public long searches() {
    return searchesBefore[texts.size()];
  }

  /** Queries with a word; none if fewer than two have it. */
  public Postings withWord(String word) {
    return words.of(word);
  }

  /** Queries with a word that begins like this: postings of the most searched such words. */
  public List<Postings> withWordFrom(String beginning) {
    return words.from(beginning);
  }

  /** The queries that begin with the typed text, counted but not listed. */
  public Matches startingWith(String typed) {
    Range range = texts.startingWith(typed);
    return new Matches(new Postings(new int[0], new int[0], searched(range)), range::holds);
  }

  /**
   * The queries that the typed text may be the beginning of, begun at a later word; the words
   * before it may follow: "women sh" is the beginning of "women shoes for". Some of them may
   * continue the text, too.
   */
  public Matches fromLaterWord(String typed) {
    return typed.isEmpty() || settings.matches() == 0
        ? Matches.NONE
        : rotations.startingWith(typed, settings.matches());
  }

  /**
   * The queries that begin like the typed text but for one slip, if none begins like it. A blank
   * behind the text does not count: it would be a second difference from a query that ends there.
   */
  public Matches withSlip(String typed) {
    String text = typed.strip();
    if (text.codePointCount(0, text.length()) < SHORTEST_SLIPPED
        || settings.matches() == 0
        || texts.startingWith(text).size() > 0) {
      return Matches.NONE;
    }
    List<Range> ranges = Slips.of(texts, text);
    int[] ids =
        ranges.stream()
            .flatMapToInt(range -> Arrays.stream(popularity.top(range, settings.matches())))
            .boxed()
            .sorted(Comparator.<Integer>comparingInt(this::popularity).reversed())
            .limit(settings.matches())
            .mapToInt(Integer::intValue)
            .toArray();
    int[] counts = Arrays.stream(ids).map(this::searched).toArray();
    long total = ranges.stream().mapToLong(this::searched).sum();
    return new Matches(
        new Postings(ids, counts, total),
        query -> ranges.stream().anyMatch(range -> range.holds(query)));
  }

  /** Searches of a query; one that never was counts once. */
  private int searched(int id) {
    return Math.max(1, popularity(id));
  }

  private long searched(Range range) {
    return searchesBefore[range.to()] - searchesBefore[range.from()];
  }

  /** Queries that were searched in the same sessions as one. */
  public Postings sessions(int id) {
    return sessions.of(id);
  }

  public SemanticId semanticId(int id) {
    return buckets.id(id);
  }

  /** The seq2seq token ids of a query, without start and end. */
  public int[] tokens(int id) {
    return tokens.tokens(id);
  }

  /** The tree of all queries' tokens. */
  public TokenTrie trie() {
    return trie;
  }

  /** Ids of the most popular queries, the most popular first. */
  public int[] mostPopular(int count) {
    return completions("", count);
  }

  /**
   * Ids of the most popular queries whose text begins with the prefix's text, the most popular
   * first. It costs about the same for a prefix that a hundred thousand queries continue as for one
   * that ten do.
   */
  public int[] completions(String prefix, int count) {
    return popularity.top(texts.startingWith(prefix), count);
  }

  /**
   * The queries nearest by semantic ID, fine to coarse.
   *
   * @param vector of unit length, what the ID was made of
   */
  public List<NearQuery> nearest(SemanticId id, float[] vector, int count) {
    if (vector.length != vectors.size()) {
      throw new IllegalArgumentException(
          "vector: " + vector.length + " numbers (expected: " + vectors.size() + ")");
    }
    return fineToCoarse.search(id, vector, count);
  }

  /** The other queries nearest to a query by its semantic ID, fine to coarse. */
  public List<NearQuery> nearest(int query, int count) {
    return fineToCoarse.search(semanticId(query), vector(query), count + 1).stream()
        .filter(near -> near.query() != query)
        .limit(count)
        .toList();
  }

  /** The unit vector of a query, in the precision that the index keeps. */
  public float[] vector(int id) {
    return vectors.vector(id);
  }

  /** The cosine of a query's vector and another of unit length. */
  public float cosine(int id, float[] vector) {
    return vectors.dot(id, vector);
  }

  /** What is stored of a prefix in normal form, or null if it is not a known one. */
  public @Nullable KnownPrefix known(String prefix) {
    return known.find(prefix);
  }

  /** The number of known prefixes. */
  public int knownPrefixes() {
    return known.size();
  }

  /** How the related queries of this index are chosen. */
  public RelatedSettings settings() {
    return settings;
  }

  @Override
  public void close() {
    file.close();
  }
}
