package dev.onesug.training.logs;

/**
 * How a log becomes samples.
 *
 * @param testDays how many calendar days (UTC) at the end of the log are kept for the test
 * @param malformedLimit how many lines of a log file may fail to parse
 * @param seed draws where prefixes are cut
 */
public record SampleSettings(int testDays, int malformedLimit, long seed) {
  public static final SampleSettings DEFAULTS = new SampleSettings(2, 1000, 1);

  public SampleSettings {
    if (testDays < 1) {
      throw new IllegalArgumentException("testDays: " + testDays + " (expected: 1 or more)");
    }
    if (malformedLimit < 0) {
      throw new IllegalArgumentException(
          "malformedLimit: " + malformedLimit + " (expected: 0 or more)");
    }
  }
}
