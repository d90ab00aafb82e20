package dev.onesug.training.logs.shop;

import dev.onesug.training.logs.BehaviourLevel;
import dev.onesug.training.logs.Search;
import java.util.HashSet;
import java.util.Set;

/**
 * What a simulation wrote.
 *
 * @param searches lines of the log
 * @param distinctQueries different queries among them
 * @param chosenShare of the searches came from a suggestion
 * @param notContinuingShare of the searches do not continue the text in the box
 * @param itemClickShare of the searches led to an item
 * @param orderShare of the searches led to an order
 */
public record SimulationReport(
    long searches,
    long distinctQueries,
    double chosenShare,
    double notContinuingShare,
    double itemClickShare,
    double orderShare) {

  /** Counts while the log is written. */
  static final class Tally {
    private final Set<String> queries = new HashSet<>();
    private long searches;
    private long chosen;
    private long notContinuing;
    private long itemClicks;
    private long orders;

    void add(Search search) {
      searches++;
      queries.add(search.query());
      chosen += search.clicked() == null ? 0 : 1;
      notContinuing += search.query().startsWith(search.prefix()) ? 0 : 1;
      itemClicks += search.itemClicks() > 0 ? 1 : 0;
      orders += search.level() == BehaviourLevel.ORDER ? 1 : 0;
    }

    SimulationReport report() {
      return new SimulationReport(
          searches,
          queries.size(),
          share(chosen),
          share(notContinuing),
          share(itemClicks),
          share(orders));
    }

    private double share(long part) {
      return searches == 0 ? 0 : (double) part / searches;
    }
  }
}
