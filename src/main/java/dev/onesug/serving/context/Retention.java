package dev.onesug.serving.context;

import dev.onesug.model.text.QueryText;
import dev.onesug.serving.context.StoredUser.Searched;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What stores keep, and how long: the same rule in memory and in Redis.
 *
 * @param expiry time since a user was last told of
 */
record Retention(Duration expiry, InstantSource clock) {

  /**
   * @throws IllegalArgumentException if nothing would be kept
   */
  Retention {
    if (expiry.isNegative() || expiry.isZero()) {
      throw new IllegalArgumentException(
          "onesug.users.expiry: " + expiry + " (expected: above zero)");
    }
  }

  long nowMillis() {
    return clock.millis();
  }

  boolean isOver(StoredUser user) {
    return clock.millis() - user.lastMillis() >= expiry.toMillis();
  }

  /** When a user of whom a store was last told then is forgotten. */
  long endMillis(long lastMillis) {
    return lastMillis + expiry.toMillis();
  }

  /** The search as it is kept; null where it is not. No clock of a client reaches the future. */
  @Nullable Searched kept(String query, Instant when) {
    Instant now = clock.instant();
    String normal = QueryText.normalise(query);
    boolean tooLong = normal.codePointCount(0, normal.length()) > QueryText.MAX_CODE_POINTS;
    if (normal.isEmpty() || tooLong || !when.isAfter(now.minus(expiry))) {
      return null;
    }
    return new Searched(normal, when.isAfter(now) ? now.toEpochMilli() : when.toEpochMilli());
  }
}
