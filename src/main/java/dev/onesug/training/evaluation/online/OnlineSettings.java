package dev.onesug.training.evaluation.online;

/**
 * How a test is run.
 *
 * @param testDays days at the end in which users are split; before, all have the old cascade
 * @param looks of the control arm that are asked again, for the off-policy estimates
 * @param resamples of the bootstrap
 * @param seed splits the users, chooses the looks and draws for the intervals
 */
public record OnlineSettings(int testDays, int looks, int resamples, long seed) {
  public static final OnlineSettings DEFAULTS = new OnlineSettings(2, 4000, 1000, 1);

  public OnlineSettings {
    atLeast("testDays", testDays, 1);
    atLeast("looks", looks, 1);
    atLeast("resamples", resamples, 40);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + least + " or more)");
    }
  }
}
