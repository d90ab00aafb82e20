package dev.onesug.serving.versions;

import java.util.LinkedHashMap;
import java.util.Map;

/** The shares of a split as JSON brings them. */
final class Shares {
  private Shares() {}

  /**
   * Reads shares.
   *
   * @throws IllegalArgumentException if one is not a number
   */
  static Map<String, Double> of(Map<String, Object> json) {
    Map<String, Double> shares = new LinkedHashMap<>();
    json.forEach((version, share) -> shares.put(version, number(version, share)));
    return shares;
  }

  private static double number(String version, Object share) {
    try {
      return Double.parseDouble(String.valueOf(share));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "split.%s: %s (expected: a number)".formatted(version, share), e);
    }
  }
}
