package dev.onesug.serving;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rules of the shop, {@code onesug.rules.*}; their format is told in {@code src/docs/rules.md}.
 *
 * @param file that has them; none is no rules. One that is damaged ends the start; one that is
 *     damaged later is named in the health, and changes nothing
 * @param poll time between two looks at the file, 100 ms to 1 minute; a change is taken by the
 *     second look that sees it
 */
@ConfigurationProperties("onesug.rules")
public record RulesProperties(
    @DefaultValue("config/rules.yaml") Path file, @DefaultValue("1s") Duration poll) {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  public RulesProperties {
    if (poll.compareTo(SHORTEST) < 0 || poll.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "onesug.rules.poll: %s (expected: %s to %s)".formatted(poll, SHORTEST, LONGEST));
    }
  }
}
