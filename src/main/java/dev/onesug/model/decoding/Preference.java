package dev.onesug.model.decoding;

/**
 * What is believed of a query before the model is asked, as a log-weight that is part of its {@link
 * Score}. It is given token by token and never positive, so that a score still only falls.
 */
@FunctionalInterface
public interface Preference {
  Preference NONE = path -> 0;

  /**
   * What the last token of a path adds, or, where the path has ended, what ending it adds.
   *
   * @param path at least one token long, or ended
   * @return at most 0
   */
  double added(TokenPath path);
}
