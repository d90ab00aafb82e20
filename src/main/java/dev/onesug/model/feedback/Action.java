package dev.onesug.model.feedback;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What somebody did. */
public enum Action {
  /** A list of suggestions was shown. */
  IMPRESSION(null),
  /** A suggestion was chosen. */
  CLICK(null),
  /** A query was sent. Typed text that was not sent is no search. */
  SEARCH(null),
  /** An item of the result was opened. */
  ITEM_CLICK("click_through"),
  /** An item of the result was bought. */
  ORDER("purchase");

  /** Every name, for people. */
  static final String LABELS =
      Arrays.stream(values()).map(Action::label).collect(Collectors.joining(", "));

  private final @Nullable String alias;

  Action(@Nullable String alias) {
    this.alias = alias;
  }

  /** The name in JSON and in meters. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The action of a name in JSON, ours or the standard's; null where there is none. */
  static @Nullable Action find(String name) {
    for (Action action : values()) {
      if (name.equals(action.label()) || name.equals(action.alias)) {
        return action;
      }
    }
    return null;
  }
}
