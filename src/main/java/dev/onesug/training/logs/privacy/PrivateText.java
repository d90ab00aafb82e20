package dev.onesug.training.logs.privacy;

import java.util.Optional;

/**
 * Kinds of text that tell of one person. People type or paste them into the search box by mistake;
 * a shop that learns them as queries shows them to others. Precision comes first: what is no query
 * of a shop, but is missed here, is still kept out by {@link DistinctUsers}.
 */
public enum PrivateText {
  EMAIL("e-mail address"),
  CARD("payment card"),
  PHONE("phone number"),
  ADDRESS("postal address");

  private final String label;

  PrivateText(String label) {
    this.label = label;
  }

  private boolean isIn(String text) {
    return switch (this) {
      case EMAIL -> EmailAddress.isIn(text);
      case CARD -> PaymentCard.isIn(text);
      case PHONE -> PhoneNumber.isIn(text);
      case ADDRESS -> PostalAddress.isIn(text);
    };
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
      if (kind.isIn(text)) {
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
