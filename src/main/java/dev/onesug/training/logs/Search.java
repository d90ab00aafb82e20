package dev.onesug.training.logs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One search: one line of {@code searches.jsonl}.
 *
 * @param time when the search was sent
 * @param user who searched; stable over the log
 * @param session one sitting of that user; unique over the log
 * @param prefix the text in the box when the user chose a suggestion or pressed enter
 * @param shown what the box showed at that prefix, first position first; may be empty
 * @param recalled what was recalled for that prefix, ranked too low to be shown; may be empty
 * @param clicked position in {@code shown} of the suggestion that was chosen, from 0; null if the
 *     user pressed enter
 * @param query what was searched, after the shop's spelling correction
 * @param itemClicks items opened on the result page
 * @param orders items bought from it
 */
public record Search(
    Instant time,
    String user,
    String session,
    String prefix,
    List<String> shown,
    List<String> recalled,
    @Nullable Integer clicked,
    String query,
    int itemClicks,
    int orders) {

  public Search {
    require("time", time);
    require("user", user);
    require("session", session);
    require("query", query);
    // Absent in a line means "nothing known", which is what an empty list says.
    prefix = prefix == null ? query : prefix;
    shown = shown == null ? List.of() : List.copyOf(shown);
    recalled = recalled == null ? List.of() : List.copyOf(recalled);
    requireCount("itemClicks", itemClicks);
    requireCount("orders", orders);
    if (clicked != null && (clicked < 0 || clicked >= shown.size())) {
      throw new IllegalArgumentException(
          "clicked: " + clicked + " (expected: 0.." + (shown.size() - 1) + ")");
    }
  }

  /** The highest level that the user reached with {@link #query()}. */
  public BehaviourLevel level() {
    if (orders > 0) {
      return BehaviourLevel.ORDER;
    }
    return itemClicks > 0 ? BehaviourLevel.ITEM_CLICK : BehaviourLevel.QUERY_CLICK;
  }

  private static void require(String field, @Nullable Object value) {
    if (value == null || (value instanceof String text && text.isBlank())) {
      throw new IllegalArgumentException(field + ": missing (expected: a value)");
    }
  }

  private static void requireCount(String field, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(field + ": " + value + " (expected: 0 or more)");
    }
  }
}
