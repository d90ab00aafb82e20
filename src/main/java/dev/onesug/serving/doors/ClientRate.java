package dev.onesug.serving.doors;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.time.Duration;

/**
 * How often each client may come: a bucket of tokens a client, refilled evenly. Clients are told
 * apart by address, IPv6 by the /64 network. Many threads ask at the same time.
 */
public final class ClientRate {
  /**
   * About 20 MB of buckets; above it the clients that were seen least often begin with a full one.
   */
  private static final int MAX_CLIENTS = 100_000;

  private static final Duration SECOND = Duration.ofSeconds(1);

  /** All that come with an address which cannot be read are one client. */
  private static final InetAddress UNREADABLE = InetAddress.getLoopbackAddress();

  private final boolean limited;
  private final LoadingCache<InetAddress, Bucket> buckets;

  /**
   * Makes full buckets.
   *
   * @param perSecond requests a second that refill a bucket; 0 for no limit
   * @param burst requests that a full bucket holds
   * @throws IllegalArgumentException if a number is out of range
   */
  public ClientRate(int perSecond, int burst) {
    this(perSecond, burst, TimeMeter.SYSTEM_NANOTIME);
  }

  ClientRate(int perSecond, int burst, TimeMeter clock) {
    if (perSecond < 0 || perSecond > 1_000_000) {
      throw new IllegalArgumentException(
          "rate-limit per-second: " + perSecond + " (expected: 0..1000000)");
    }
    if (burst < Math.max(1, perSecond / 10) || burst > 10_000_000) {
      throw new IllegalArgumentException(
          "rate-limit burst: " + burst + " (expected: a tenth of per-second..10000000)");
    }
    limited = perSecond > 0;
    buckets =
        Caffeine.newBuilder()
            .maximumSize(MAX_CLIENTS)
            .expireAfterAccess(untilFull(Math.max(1, perSecond), burst))
            .build(client -> bucket(Math.max(1, perSecond), burst, clock));
  }

  /**
   * Takes a token.
   *
   * @return zero if there was one, else the time until there is
   */
  public Duration take(String address) {
    return limited ? waitOf(bucketOf(address)) : Duration.ZERO;
  }

  /** Whether a client has a token left, which it keeps. */
  public boolean has(String address) {
    return !limited || bucketOf(address).getAvailableTokens() > 0;
  }

  private Bucket bucketOf(String address) {
    InetAddress parsed = IpAddress.parse(address);
    return buckets.get(parsed == null ? UNREADABLE : IpAddress.client(parsed));
  }

  private static Duration waitOf(Bucket bucket) {
    return Duration.ofNanos(bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
  }

  private static Bucket bucket(int perSecond, int burst, TimeMeter clock) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, SECOND))
        .withCustomTimePrecision(clock)
        .build();
  }

  /** A bucket that nobody took from for so long is full, and need not be kept. */
  private static Duration untilFull(int perSecond, int burst) {
    return Duration.ofSeconds(1L + burst / perSecond);
  }
}
