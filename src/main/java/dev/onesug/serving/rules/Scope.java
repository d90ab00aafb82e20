package dev.onesug.serving.rules;

import org.jspecify.annotations.Nullable;

/**
 * Where a keystroke is typed; rules may hold in a part of the shop only.
 *
 * @param locale as the request names it; null where it names none
 * @param category as the request names it; null where it names none
 */
public record Scope(@Nullable String locale, @Nullable String category) {
  /** Nothing is said of it. */
  public static final Scope ANYWHERE = new Scope(null, null);
}
