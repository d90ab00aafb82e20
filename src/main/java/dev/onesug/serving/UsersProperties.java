package dev.onesug.serving;

import dev.onesug.serving.context.RedisStoreSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The store of histories and profiles, {@code onesug.users.*}. Where Redis is, and how to log in,
 * say Spring's own keys, {@code spring.data.redis.*}.
 *
 * @param store {@code memory}: each replica knows only what it saw itself, until it restarts;
 *     {@code redis}: all share one store
 * @param max users that are remembered in memory; in Redis expiry is the bound
 * @param expiry time after which a user is forgotten: since their last search, or since a request
 *     brought their history along
 * @param timeout the longest time that a keystroke waits for Redis; then it is answered as if
 *     nothing were known of the user
 * @param pause how long Redis is not asked after half of the last calls failed
 * @param keyPrefix what the key of a user in Redis begins with
 */
@ConfigurationProperties("onesug.users")
public record UsersProperties(
    @DefaultValue("memory") Store store,
    @DefaultValue("50000") long max,
    @DefaultValue("12h") Duration expiry,
    @DefaultValue("10ms") Duration timeout,
    @DefaultValue("1s") Duration pause,
    @DefaultValue("onesug:user:") String keyPrefix) {

  /** Where users are kept. */
  public enum Store {
    MEMORY,
    REDIS
  }

  RedisStoreSettings redisSettings() {
    return new RedisStoreSettings(expiry, timeout, pause, keyPrefix);
  }
}
