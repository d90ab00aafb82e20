package dev.onesug.serving.rules;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where and when a rule is in force. A rule that names a locale or a category is not in force for a
 * keystroke that names none.
 *
 * @param locale in lower case: itself and what is more special, {@code de} for {@code de-AT} too;
 *     null for all
 * @param category exactly this one; null for all
 * @param from first instant; null for ever before
 * @param until first instant when it is over; null for ever after
 */
record When(
    @Nullable String locale,
    @Nullable String category,
    @Nullable Instant from,
    @Nullable Instant until) {
  static final When ALWAYS = new When(null, null, null, null);

  When {
    locale = locale == null ? null : tag(locale);
  }

  boolean holds(Scope scope, Instant now) {
    return isWhere(scope)
        && (from == null || !now.isBefore(from))
        && (until == null || now.isBefore(until));
  }

  private boolean isWhere(Scope scope) {
    return (locale == null || isOfLocale(scope.locale()))
        && (category == null || category.equals(scope.category()));
  }

  private boolean isOfLocale(@Nullable String typedIn) {
    if (typedIn == null) {
      return false;
    }
    String tag = tag(typedIn);
    return tag.equals(locale) || tag.startsWith(locale + "-");
  }

  /** The next instant at which it begins or ends; {@link Instant#MAX} if there is none. */
  Instant nextChange(Instant now) {
    if (from != null && now.isBefore(from)) {
      return from;
    }
    return until != null && now.isBefore(until) ? until : Instant.MAX;
  }

  /** {@code de_AT} is written as well as {@code de-AT}. */
  private static String tag(String locale) {
    return locale.replace('_', '-').toLowerCase(Locale.ROOT);
  }
}
