package dev.onesug.serving.http;

import dev.onesug.model.text.Prefix;
import dev.onesug.model.text.QueryText;
import dev.onesug.serving.suggest.SuggestRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The rules of the fields of a request, whichever way they came in. */
final class InputRules {
  private static final int MAX_NAME = 128;
  private static final int MAX_DEADLINE_MILLIS = 60_000;

  private InputRules() {}

  /** The typed text: there, whole characters, not too long, before and after it is normalised. */
  static String prefix(@Nullable String value) {
    if (value == null) {
      throw new InvalidInputException("prefix", "", "present; it may be empty");
    }
    String typed = text("prefix", value, QueryText.MAX_CODE_POINTS);
    length("prefix", Prefix.of(typed).text(), QueryText.MAX_CODE_POINTS);
    return typed;
  }

  static int limit(@Nullable String value) {
    if (value == null) {
      return SuggestRequest.DEFAULT_LIMIT;
    }
    // Three digits are enough to be wrong, and never overflow.
    int limit = value.matches("[0-9]{1,3}") ? Integer.parseInt(value) : 0;
    if (limit < 1 || limit > SuggestRequest.MAX_LIMIT) {
      throw new InvalidInputException("limit", value, "1.." + SuggestRequest.MAX_LIMIT);
    }
    return limit;
  }

  /** A number that rises with a client's keystrokes; null where it is missing. */
  static @Nullable Long seq(@Nullable String value) {
    if (value != null && !value.matches("[0-9]{1,18}")) {
      throw new InvalidInputException("seq", value, "a whole number, 0 or above");
    }
    return value == null ? null : Long.valueOf(value);
  }

  /** The longest wait that a request is ready for; null where it does not say. */
  static @Nullable Duration deadline(String field, @Nullable String value) {
    if (value == null) {
      return null;
    }
    int millis = value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : 0;
    if (millis < 1 || millis > MAX_DEADLINE_MILLIS) {
      throw new InvalidInputException(field, value, "1.." + MAX_DEADLINE_MILLIS);
    }
    return Duration.ofMillis(millis);
  }

  /**
   * How many queries of a history belong to the session that is going on.
   *
   * @param sent how many the history has
   */
  static int inSession(String value, int sent) {
    int number = value.matches("[0-9]{1,6}") ? Integer.parseInt(value) : -1;
    if (number < 0 || number > sent) {
      throw new InvalidInputException(
          "inSession", value, "0.." + sent + ", the queries of history");
    }
    return number;
  }

  static boolean explain(@Nullable String value) {
    if (value != null && !value.equals("true") && !value.equals("false")) {
      throw new InvalidInputException("explain", value, "true or false");
    }
    return "true".equals(value);
  }

  /** An identifier or another short text; null where it is missing or empty. */
  static @Nullable String name(String field, @Nullable String value) {
    return value == null || value.isEmpty() ? null : text(field, value, MAX_NAME);
  }

  /** Any text of at most so many code points, without half characters. */
  static String text(String field, String value, int maxCodePoints) {
    if (value.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new InvalidInputException(field, value, "no lone surrogates");
    }
    length(field, value, maxCodePoints);
    return value;
  }

  /** The normal form of a text, which may be much longer: neither is too long. */
  static String normal(String field, String value, int maxCodePoints) {
    String normal = QueryText.normalise(text(field, value, maxCodePoints));
    length(field, normal, maxCodePoints);
    return normal;
  }

  private static void length(String field, String value, int maxCodePoints) {
    if (value.codePointCount(0, value.length()) > maxCodePoints) {
      throw new InvalidInputException(field, value, "at most " + maxCodePoints + " code points");
    }
  }
}
