package dev.onesug.training.evaluation.completion;

import java.util.Random;

/**
 * A question whose answer is known.
 *
 * @param prefix the beginning of the query: at least one code point, and one short of it at most
 * @param target the query
 * @param searches how popular the query is
 */
record CompletionTrial(String prefix, String target, int searches) {

  /** Cuts a query behind one of its code points but the last, each as likely. */
  static CompletionTrial cut(String query, int searches, Random random) {
    int length = query.codePointCount(0, query.length());
    int end = query.offsetByCodePoints(0, 1 + random.nextInt(length - 1));
    return new CompletionTrial(query.substring(0, end), query, searches);
  }
}
