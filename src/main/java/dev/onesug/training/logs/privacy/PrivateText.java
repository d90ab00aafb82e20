package dev.onesug.training.logs.privacy;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Kinds of text that tell of one person. People type or paste them into the search box by mistake;
 * a shop that learns them as queries shows them to others. Precision comes first: what is no query
 * of a shop, but is missed here, is still kept out by {@link DistinctUsers}.
 */
public enum PrivateText {
  EMAIL("e-mail address", EmailAddress::isIn),
  CARD("payment card", PaymentCard::isIn),
  PHONE("phone number", PhoneNumber::isIn),
  ADDRESS("postal address", PostalAddress::isIn);

  private final String label;
  private final Predicate<String> rule;

  PrivateText(String label, Predicate<String> rule) {
    this.label = label;
    this.rule = rule;
  }

  /**
   * The first kind that a text looks like.
   *
   * @param text normal form of a query, or of what was typed of one
   */
  public static Optional<PrivateText> in(String text) {
    if (!mayBe(text)) {
      return Optional.empty();
    }
    for (PrivateText kind : values()) {
      if (kind.rule.test(text)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** Most queries have neither a digit nor an at sign, and so none of the kinds. */
  private static boolean mayBe(String text) {
    return text.chars().anyMatch(c -> c == '@' || Character.isDigit(c));
  }

  /** What a report calls it. */
  @Override
  public String toString() {
    return label;
  }
}
