package dev.onesug.training.evaluation.experiment;

/**
 * A ratio of two totals over the users of an arm, and how far chance moves it. Users are the units,
 * because what one user does is not independent: a user {@code i} with the sums {@code x} and
 * {@code y} moves the ratio {@code R} by about {@code (x − R·y) / mean(y)} (the delta method).
 *
 * @param users of the arm, with or without anything to count
 * @param value the ratio; no number where there is nothing to divide by
 * @param standardError of it
 * @param skewness of the users' shares in it
 */
record ArmRatio(int users, double value, double standardError, double skewness) {
  /**
   * Sums it up.
   *
   * @param above one sum a user
   * @param below one sum a user, none negative
   */
  static ArmRatio of(double[] above, double[] below) {
    double totalBelow = sum(below);
    double value = sum(above) / totalBelow;
    double squares = 0;
    double cubes = 0;
    for (int user = 0; user < above.length; user++) {
      double share = above[user] - value * below[user];
      squares += share * share;
      cubes += share * share * share;
    }
    int users = above.length;
    double deviation = Math.sqrt(squares / (users - 1));
    double standardError = deviation * Math.sqrt(users) / totalBelow;
    return new ArmRatio(users, value, standardError, cubes / users / Math.pow(deviation, 3));
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** Whether anything can be said: there is something to divide by, and it differs by user. */
  boolean isKnown() {
    return Double.isFinite(value) && standardError > 0;
  }

  /** The third cumulant of the ratio: what is left of the users' skewness in their mean. */
  double thirdCumulant() {
    return skewness * Math.pow(standardError, 3) / Math.sqrt(users);
  }
}
