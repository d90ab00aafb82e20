package dev.onesug.model.related;

import dev.onesug.model.semanticid.SemanticId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The paper's search by semantic ID: queries that share all codes, then those that share all but
 * the last, and so on to those that share the first one only, until enough are found. Among queries
 * that share equally many codes the nearer vector is first, then the more popular query, then the
 * lower id.
 */
final class FineToCoarse {
  private final SemanticBuckets buckets;
  private final QuantizedVectors vectors;
  private final PopularityTree popularity;
  private final int mostCompared;

  /**
   * @param mostCompared how many vectors of one bucket are compared at most; of a larger one an
   *     even sample is, so that a lopsided codebook cannot make a lookup slow
   */
  FineToCoarse(
      SemanticBuckets buckets,
      QuantizedVectors vectors,
      PopularityTree popularity,
      int mostCompared) {
    this.buckets = buckets;
    this.vectors = vectors;
    this.popularity = popularity;
    this.mostCompared = mostCompared;
  }

  private record Scored(NearQuery near, int popularity) {
    static final Comparator<Scored> BEST_FIRST =
        Comparator.<Scored, Float>comparing(scored -> scored.near.cosine())
            .thenComparing(Scored::popularity)
            .reversed()
            .thenComparing(scored -> scored.near.query());
  }

  /**
   * @param vector of unit length
   * @return up to {@code count} queries, the best first
   */
  List<NearQuery> search(SemanticId id, float[] vector, int count) {
    List<Scored> found = new ArrayList<>();
    Range inner = new Range(0, 0);
    for (int shared = buckets.levels(); shared > 0 && found.size() < count; shared--) {
      Range bucket = buckets.bucket(id, shared);
      found.addAll(ring(bucket, inner, vector));
      inner = bucket;
    }
    return found.stream().limit(count).map(Scored::near).toList();
  }

  /** What a bucket adds to the finer one inside it, the best first. */
  private List<Scored> ring(Range bucket, Range inner, float[] vector) {
    List<Scored> scored = new ArrayList<>();
    int size = bucket.size() - inner.size();
    int step = 1 + Math.max(0, size - 1) / mostCompared;
    for (int i = 0; i < size; i += step) {
      int position = bucket.from() + i;
      int query = buckets.query(position < inner.from() ? position : position + inner.size());
      NearQuery near = new NearQuery(query, vectors.dot(query, vector));
      scored.add(new Scored(near, popularity.popularity(query)));
    }
    scored.sort(Scored.BEST_FIRST);
    return scored;
  }
}
