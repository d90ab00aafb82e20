package dev.onesug.model.related;

import dev.onesug.model.semanticid.SemanticId;
import java.util.ArrayList;
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

  /**
   * @param vector of unit length
   * @return up to {@code count} queries, the best first
   */
  List<NearQuery> search(SemanticId id, float[] vector, int count) {
    List<NearQuery> found = new ArrayList<>();
    Range inner = new Range(0, 0);
    for (int shared = buckets.levels(); shared > 0 && found.size() < count; shared--) {
      Range bucket = buckets.bucket(id, shared);
      found.addAll(ring(bucket, inner, vector));
      inner = bucket;
    }
    return List.copyOf(found.subList(0, Math.min(count, found.size())));
  }

  /** What a bucket adds to the finer one inside it, the best first. */
  private List<NearQuery> ring(Range bucket, Range inner, float[] vector) {
    int size = bucket.size() - inner.size();
    int step = 1 + Math.max(0, size - 1) / mostCompared;
    int[] queries = new int[(size + step - 1) / step];
    for (int i = 0; i < queries.length; i++) {
      int position = bucket.from() + i * step;
      queries[i] = buckets.query(position < inner.from() ? position : position + inner.size());
    }
    float[] cosines = vectors.dots(queries, vector);
    List<NearQuery> ring = new ArrayList<>(queries.length);
    for (int i = 0; i < queries.length; i++) {
      ring.add(new NearQuery(queries[i], cosines[i]));
    }
    ring.sort(this::compare);
    return ring;
  }

  /** The better first. Not made of key extractors, which would box half a thousand cosines. */
  private int compare(NearQuery one, NearQuery other) {
    int byCosine = Float.compare(other.cosine(), one.cosine());
    if (byCosine != 0) {
      return byCosine;
    }
    int byPopularity =
        Integer.compare(popularity.popularity(other.query()), popularity.popularity(one.query()));
    return byPopularity != 0 ? byPopularity : Integer.compare(one.query(), other.query());
  }
}
