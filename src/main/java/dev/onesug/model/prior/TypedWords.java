package dev.onesug.model.prior;

import dev.onesug.model.related.Postings;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.text.Prefix;
import dev.onesug.model.text.Words;

/**
 * The queries that hold some words of a typed text, in any order: what people mean who say more or
 * other words than the query has. Safe for concurrent use.
 */
public final class TypedWords {
  private static final int NO_QUERY = -1;

  private final QueryIndex index;

  public TypedWords(QueryIndex index) {
    this.index = index;
  }

  /** What serving asks. Empty if no two queries share a word of the text. */
  public Distribution of(Prefix prefix) {
    return withoutOne(prefix, NO_QUERY);
  }

  /**
   * What training asks: one search of the target is not counted.
   *
   * @param target id of the query that was searched
   */
  public Distribution withoutOne(Prefix prefix, int target) {
    Distribution.Builder words = new Distribution.Builder();
    for (String word : Words.complete(prefix.text())) {
      Postings postings = index.withWord(word);
      words.add(information(postings.total()), postings.minus(target, 1));
    }
    String begun = Words.cut(prefix.text());
    if (!begun.isEmpty()) {
      Distribution.Builder cut = new Distribution.Builder();
      long total = 0;
      for (Postings postings : index.withWordFrom(begun)) {
        cut.add((double) postings.total(), postings.minus(target, 1));
        total += postings.total();
      }
      words.add(information(total), cut.build());
    }
    return words.build();
  }

  /** Of a word that so many searches hold: rare words say more. */
  private double information(long searches) {
    return searches == 0 ? 0 : Math.log((double) index.searches() / searches);
  }
}
