package dev.onesug.training.evaluation.cascade;

/** Levenshtein distances in UTF-16 units. */
final class EditDistance {
  private EditDistance() {}

  /**
   * The fewest insertions, deletions and replacements that make the typed text a beginning of a
   * query: 0 where the query continues it.
   */
  static int toBeginning(String typed, String query) {
    // Of the first i typed letters to the first j of the query.
    int[] row = new int[query.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= typed.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (typed.charAt(i - 1) == query.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    int fewest = row[0];
    for (int distance : row) {
      fewest = Math.min(fewest, distance);
    }
    return fewest;
  }
}
