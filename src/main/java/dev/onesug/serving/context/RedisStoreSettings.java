package dev.onesug.serving.context;

import java.time.Duration;

/**
 * How users are kept in Redis.
 *
 * @param expiry time since a user last searched, or came along with a history, after which they are
 *     forgotten
 * @param timeout the longest time that a keystroke waits for Redis
 * @param pause how long Redis is not asked after it failed
 * @param keyPrefix what the key of a user begins with; the user's id follows
 */
public record RedisStoreSettings(
    Duration expiry, Duration timeout, Duration pause, String keyPrefix) {

  /**
   * @throws IllegalArgumentException if one is out of range
   */
  public RedisStoreSettings {
    positive("onesug.users.timeout", timeout);
    positive("onesug.users.pause", pause);
  }

  private static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: above zero)");
    }
  }
}
