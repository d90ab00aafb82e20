package dev.onesug.training.logs;

/**
 * How a log becomes samples.
 *
 * @param testDays how many calendar days (UTC) at the end of the log are kept for the test
 * @param malformedLimit how many lines of a log file may fail to parse
 * @param seed draws where prefixes are cut
 * @param minUsers how many different users must have searched a query in the training window before
 *     it may be learned and suggested; {@value #DEFAULT_MIN_USERS} where a recipe does not say. 1
 *     lets everything in, as it always is for a simulated shop
 */
public record SampleSettings(int testDays, int malformedLimit, long seed, int minUsers) {
  /** Also for a recipe without the key: forgetting it must not cost anybody's privacy. */
  public static final int DEFAULT_MIN_USERS = 5;

  public static final SampleSettings DEFAULTS = new SampleSettings(2, 1000, 1, DEFAULT_MIN_USERS);

  public SampleSettings {
    if (testDays < 1) {
      throw new IllegalArgumentException("testDays: " + testDays + " (expected: 1 or more)");
    }
    if (malformedLimit < 0) {
      throw new IllegalArgumentException(
          "malformedLimit: " + malformedLimit + " (expected: 0 or more)");
    }
    if (minUsers < 1) {
      throw new IllegalArgumentException("minUsers: " + minUsers + " (expected: 1 or more)");
    }
  }

  /** The same for another least number of users. */
  public SampleSettings withMinUsers(int other) {
    return new SampleSettings(testDays, malformedLimit, seed, other);
  }
}
