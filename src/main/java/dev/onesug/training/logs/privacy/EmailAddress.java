package dev.onesug.training.logs.privacy;

import java.util.regex.Pattern;
import org.apache.commons.validator.routines.EmailValidator;

/** Finds e-mail addresses among the words of a text. */
final class EmailAddress {
  private static final EmailValidator VALIDATOR = EmailValidator.getInstance();

  /** What stands around an address in running text: brackets, commas, {@code mailto:}. */
  private static final Pattern AROUND = Pattern.compile("[\\s,;:<>()\\[\\]\"']+");

  private EmailAddress() {}

  static boolean isIn(String text) {
    return text.indexOf('@') > 0
        && AROUND.splitAsStream(text).anyMatch(word -> VALIDATOR.isValid(trimmed(word)));
  }

  /** Without the full stop of a sentence. */
  private static String trimmed(String word) {
    return word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
  }
}
