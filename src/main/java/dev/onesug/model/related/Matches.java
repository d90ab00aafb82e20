package dev.onesug.model.related;

import java.util.function.IntPredicate;

/**
 * The queries that fit a typed text in one way.
 *
 * @param popular the most popular of them, or none of them, with the searches of all
 * @param holds whether a query, by its id, is one of them
 */
public record Matches(Postings popular, IntPredicate holds) {
  public static final Matches NONE = new Matches(Postings.NONE, query -> false);

  public boolean isEmpty() {
    return popular.total() == 0;
  }
}
