package dev.onesug.training.logs;

/**
 * How far a user went with a query under a prefix, best first (paper section 3.4). The order is
 * ordinal; what a level is worth is the reward's business.
 */
public enum BehaviourLevel {
  /** Searched, and something was bought. */
  ORDER,
  /** Searched, and an item was opened. */
  ITEM_CLICK,
  /** Searched: chosen from the list, or typed to its end. */
  QUERY_CLICK,
  /** Shown to the user, who did not choose it. */
  SHOW,
  /** Recalled for the prefix, but ranked too low to be shown. */
  NOT_SHOWN,
  /** Nothing to do with the prefix. */
  RANDOM;

  /** Whether the user searched the query. */
  public boolean isSearched() {
    return compareTo(SHOW) < 0;
  }
}
