package dev.onesug.training.logs.shop;

import java.time.Instant;

/**
 * How large a log is simulated, and how strong the taste of its people is. What else they are like
 * is not a setting: those constants stand, with reasons, in
 * src/docs/decisions/0002-simulated-shop.md.
 *
 * @param searches about how many searches; the users' own activity decides
 * @param users how many people
 * @param days calendar days that the log spans
 * @param start its first instant
 * @param seed the same seed gives the same bytes
 * @param taste how much of what people want is their own: 0 nothing, 1 the default, 4 the most; see
 *     {@link Taste}
 */
public record SimulatorSettings(
    int searches, int users, int days, Instant start, long seed, double taste) {
  public static final SimulatorSettings DEFAULTS =
      new SimulatorSettings(300_000, 10_000, 32, Instant.parse("2026-09-01T00:00:00Z"), 1, 1);

  public SimulatorSettings {
    atLeast("searches", searches, 1);
    atLeast("users", users, 1);
    atLeast("days", days, 1);
    Taste.require(taste);
  }

  /** As many searches a user as the defaults have, and everything else alike. */
  public static SimulatorSettings ofSearches(int searches) {
    int perUser = DEFAULTS.searches / DEFAULTS.users;
    return new SimulatorSettings(
        searches,
        Math.max(1, searches / perUser),
        DEFAULTS.days,
        DEFAULTS.start,
        DEFAULTS.seed,
        DEFAULTS.taste);
  }

  public SimulatorSettings withSeed(long newSeed) {
    return new SimulatorSettings(searches, users, days, start, newSeed, taste);
  }

  /** With as many searches a user as now. */
  public SimulatorSettings withUsers(int newUsers) {
    long newSearches = Math.round((double) searches / users * newUsers);
    return new SimulatorSettings(Math.toIntExact(newSearches), newUsers, days, start, seed, taste);
  }

  public SimulatorSettings withTaste(double newTaste) {
    return new SimulatorSettings(searches, users, days, start, seed, newTaste);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + least + " or more)");
    }
  }
}
