package dev.onesug.serving.versions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code name=value,name=value}: Actuator's bodies have texts as members, and nothing in them. */
final class Pairs {
  private Pairs() {}

  /**
   * Reads pairs in their order; an empty text has none.
   *
   * @throws IllegalArgumentException if a part is no pair, or a name comes twice
   */
  static Map<String, String> of(String field, String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String part : text.isBlank() ? List.<String>of() : List.of(text.split(",", -1))) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? "" : part.substring(0, equals).strip();
      if (name.isEmpty() || pairs.put(name, part.substring(equals + 1).strip()) != null) {
        throw new IllegalArgumentException(
            "%s: %s (expected: name=value,name=value, each name once)".formatted(field, text));
      }
    }
    return pairs;
  }

  /**
   * Reads pairs whose values are numbers.
   *
   * @throws IllegalArgumentException as {@link #of}, or if a value is not a number
   */
  static Map<String, Double> ofNumbers(String field, String text) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    of(field, text).forEach((name, value) -> numbers.put(name, number(field + "." + name, value)));
    return numbers;
  }

  private static double number(String field, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(field + ": " + value + " (expected: a number)", e);
    }
  }
}
