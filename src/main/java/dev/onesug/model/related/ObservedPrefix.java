package dev.onesug.model.related;

import java.util.Map;

/**
 * A prefix of the behaviour log and what was searched after it was typed.
 *
 * @param text normal form of the prefix
 * @param queries text of a query to how often it followed
 */
public record ObservedPrefix(String text, Map<String, Integer> queries) {

  public ObservedPrefix {
    queries = Map.copyOf(queries);
  }

  /** How often the prefix was seen. */
  public long observations() {
    return queries.values().stream().mapToLong(Integer::longValue).sum();
  }
}
