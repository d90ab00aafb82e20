package dev.onesug.model.related;

import dev.onesug.model.semanticid.SemanticId;
import java.util.List;

/**
 * What stands near a prefix.
 *
 * @param semanticId of the prefix
 * @param queries different ones, the most useful first: H_p of the encoder input
 * @param near the queries nearest in meaning, found by the semantic ID: evidence of the prior
 * @param source how the prefix came by them
 */
public record Related(
    SemanticId semanticId, List<RelatedQuery> queries, List<NearQuery> near, Source source) {

  /** Whether the answer was stored, or the text encoder had to run. */
  public enum Source {
    KNOWN,
    ENCODED
  }

  /** Why a query is related. Their order is part of the index format. */
  public enum Origin {
    /** It shares leading codes with the prefix. */
    SEMANTIC,
    /** It was searched after this prefix was typed. */
    CO_OCCURRENCE,
    /** It continues the typed letters and is popular. */
    LEXICAL
  }

  /**
   * @param query its id in the index
   */
  public record RelatedQuery(int query, Origin origin) {}

  public Related {
    queries = List.copyOf(queries);
    near = List.copyOf(near);
  }

  /** The ids alone. */
  public int[] ids() {
    return queries.stream().mapToInt(RelatedQuery::query).toArray();
  }
}
