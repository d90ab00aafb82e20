package dev.onesug.training.logs.privacy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.CreditCardValidator;

/**
 * Finds numbers of payment cards: an issuer's first digits, its length, and the check digit of
 * Luhn. Thirteen digits are an article number (EAN, ISBN); the cards of that length are long gone.
 */
final class PaymentCard {
  /** In the groups that are embossed on cards: four times four, or 4-6-5 and 4-6-4. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<!\\d)(?:\\d{4}([ -]?)\\d{4}\\1\\d{4}\\1\\d{4}|\\d{4}([ -]?)\\d{6}\\2\\d{4,5})(?!\\d)");

  private static final Pattern BETWEEN = Pattern.compile("[ -]");
  private static final CreditCardValidator VALIDATOR =
      new CreditCardValidator(
          CreditCardValidator.AMEX
              + CreditCardValidator.DINERS
              + CreditCardValidator.DISCOVER
              + CreditCardValidator.MASTERCARD
              + CreditCardValidator.VISA);

  private PaymentCard() {}

  static boolean isIn(String text) {
    Matcher number = NUMBER.matcher(text);
    while (number.find()) {
      if (VALIDATOR.isValid(BETWEEN.matcher(number.group()).replaceAll(""))) {
        return true;
      }
    }
    return false;
  }
}
