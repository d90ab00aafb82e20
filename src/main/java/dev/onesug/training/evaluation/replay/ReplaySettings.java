package dev.onesug.training.evaluation.replay;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a replay sends, and where.
 *
 * @param url of the service, such as {@code http://localhost:8080}; plain HTTP only
 * @param modelVersion to ask for; null for the service's default
 * @param traffic what the requests have to do with each other
 * @param rate requests a second, on average
 * @param seconds that are measured
 * @param warmUpSeconds before them, which are not
 * @param known the share of people, 0..1, whose earlier queries the service is told
 * @param limit suggestions a request
 * @param connections requests that may be under way at once; above it they wait, and are late
 * @param seed of everything that is drawn
 */
public record ReplaySettings(
    URI url,
    @Nullable String modelVersion,
    Traffic traffic,
    double rate,
    int seconds,
    int warmUpSeconds,
    double known,
    int limit,
    int connections,
    long seed) {
  private static final int LONGEST_SECONDS = 3600;
  private static final int FASTEST = 100_000;

  /** A minute of keystrokes for a service on this machine. */
  public static final ReplaySettings DEFAULT =
      new ReplaySettings(
          URI.create("http://localhost:8080"),
          null,
          Traffic.KEYSTROKES,
          100,
          60,
          15,
          0.5,
          10,
          64,
          1);

  /**
   * @throws IllegalArgumentException if a value is outside its bounds; it names value and rule
   */
  public ReplaySettings {
    if (!"http".equals(url.getScheme()) || url.getHost() == null) {
      throw new IllegalArgumentException(
          "url: " + url + " (expected: http://HOST:PORT, without TLS)");
    }
    require(
        modelVersion == null || modelVersion.matches("[\\x21-\\x7E]+"),
        "model-version",
        String.valueOf(modelVersion),
        "printable ASCII without blanks");
    require(rate > 0 && rate <= FASTEST, "rate", rate, "above 0, at most " + FASTEST);
    require(
        seconds >= 1 && seconds <= LONGEST_SECONDS, "seconds", seconds, "1.." + LONGEST_SECONDS);
    require(
        warmUpSeconds >= 0 && warmUpSeconds <= LONGEST_SECONDS,
        "warm-up",
        warmUpSeconds,
        "0.." + LONGEST_SECONDS);
    require(known >= 0 && known <= 1, "known", known, "0..1");
    require(limit >= 1, "limit", limit, "at least 1");
    require(connections >= 1 && connections <= 1024, "connections", connections, "1..1024");
  }

  private static void require(boolean holds, String name, Object value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + rule + ")");
    }
  }

  /** How long the whole replay takes, in nanoseconds. */
  long nanos() {
    return (warmUpSeconds + (long) seconds) * 1_000_000_000L;
  }

  /** From when on is measured, in nanoseconds after the start. */
  long warmUpNanos() {
    return warmUpSeconds * 1_000_000_000L;
  }
}
