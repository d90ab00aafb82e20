package dev.onesug.training.evaluation;

/**
 * One slip of the fingers: a letter too many, too few, another, or two that are swapped (Damerau
 * 1964). Letters are UTF-16 units here; a pair of them counts as two.
 */
final class TypingSlip {
  private TypingSlip() {}

  /**
   * Whether undoing one slip makes the typed text a beginning of the query.
   *
   * @param typed no beginning of the query
   */
  static boolean separates(String typed, String query) {
    int same = 0;
    while (same < query.length() && typed.charAt(same) == query.charAt(same)) {
      same++;
    }
    // If one slip explains it, the slip is where the two part.
    String rest = typed.substring(same);
    String wanted = query.substring(same);
    return wanted.startsWith(rest.substring(1))
        || isBehindFirst(wanted, rest)
        || isBehindFirst(wanted, rest.substring(1))
        || isSwapped(rest, wanted);
  }

  private static boolean isBehindFirst(String wanted, String rest) {
    return !wanted.isEmpty() && wanted.startsWith(rest, 1);
  }

  private static boolean isSwapped(String rest, String wanted) {
    return rest.length() > 1
        && wanted.length() > 1
        && rest.charAt(0) == wanted.charAt(1)
        && rest.charAt(1) == wanted.charAt(0)
        && wanted.startsWith(rest.substring(2), 2);
  }
}
