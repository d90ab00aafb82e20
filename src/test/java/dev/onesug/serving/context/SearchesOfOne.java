package dev.onesug.serving.context;

import dev.onesug.model.text.History;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** All searches of one user, and the history by its definition: slow, and nothing is forgotten. */
final class SearchesOfOne {
  private record Search(String query, Instant when) {}

  private final List<Search> newestFirst = new ArrayList<>();

  void add(String query, Instant when) {
    newestFirst.add(0, new Search(query, when));
  }

  History historyAt(Instant now) {
    LinkedHashSet<String> queries = new LinkedHashSet<>();
    LinkedHashSet<String> inSession = new LinkedHashSet<>();
    boolean goesOn = true;
    Instant next = now;
    for (Search search : newestFirst) {
      Duration gap = Duration.between(search.when(), next);
      goesOn &= gap.toMillis() <= History.SESSION_GAP_MILLIS;
      next = search.when();
      if (queries.size() < History.MAX_QUERIES && queries.add(search.query()) && goesOn) {
        inSession.add(search.query());
      }
    }
    return new History(List.copyOf(queries), inSession.size());
  }
}
