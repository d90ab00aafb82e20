package dev.onesug.training.evaluation.replay;

import dev.onesug.training.evaluation.replay.Typist.Stroke;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Which request is due when. It is made before the first is sent and does not look at the answers:
 * an open loop, in which a slow service meets the same load as a fast one. Searches (or, where
 * requests are independent, requests) begin as a Poisson process. The same seed gives the same
 * schedule.
 */
final class Schedule {
  private static final int SEARCHES_TO_COUNT = 4000;
  private static final int TRIES = 50;

  private final ReplaySettings settings;
  private final QueryDraw queries;
  private final SplittableRandom random;
  private final List<Keystroke> keystrokes = new ArrayList<>();

  private Schedule(ReplaySettings settings, QueryDraw queries) {
    this.settings = settings;
    this.queries = queries;
    random = new SplittableRandom(settings.seed());
  }

  /** The requests of a whole replay, its warm-up included, in the order in which they are due. */
  static List<Keystroke> of(ReplaySettings settings, QueryDraw queries) {
    Schedule schedule = new Schedule(settings, queries);
    switch (settings.traffic()) {
      case KEYSTROKES -> schedule.addSearches();
      case INDEPENDENT -> schedule.addPrefixes();
    }
    schedule.keystrokes.sort(Comparator.comparingLong(Keystroke::dueNanos));
    return List.copyOf(schedule.keystrokes);
  }

  private void addSearches() {
    double searchesPerSecond = settings.rate() / strokesPerSearch();
    int number = 0;
    for (long at = gap(searchesPerSecond); at < settings.nanos(); at += gap(searchesPerSecond)) {
      addSearch(session(number), at);
      number++;
    }
  }

  /** The service is told of a known person's queries once, where the search begins. */
  private void addSearch(String session, long begin) {
    boolean isKnown = random.nextDouble() < settings.known();
    List<String> history = isKnown ? queries.history(random) : List.of();
    long due = begin;
    int seq = 0;
    for (Stroke stroke : Typist.type(queries.query(random), random)) {
      due += seq == 0 ? 0 : stroke.pauseNanos();
      if (due < settings.nanos()) {
        List<String> brought = seq == 0 ? history : List.of();
        keystrokes.add(new Keystroke(due, session, seq, stroke.text(), isKnown, brought));
      }
      seq++;
    }
  }

  private double strokesPerSearch() {
    SplittableRandom own = new SplittableRandom(settings.seed());
    long strokes = 0;
    for (int search = 0; search < SEARCHES_TO_COUNT; search++) {
      strokes += Typist.type(queries.query(own), own).size();
    }
    return (double) strokes / SEARCHES_TO_COUNT;
  }

  private void addPrefixes() {
    Set<Object> sent = new HashSet<>();
    int number = 0;
    for (long at = gap(settings.rate()); at < settings.nanos(); at += gap(settings.rate())) {
      keystrokes.add(unlike(sent, session(number), at));
      number++;
    }
  }

  private Keystroke unlike(Set<Object> sent, String session, long due) {
    boolean isKnown = random.nextDouble() < settings.known();
    for (int tries = 0; ; tries++) {
      // Where every prefix was sent already, a history makes the request another.
      List<String> history = isKnown || tries >= TRIES ? queries.history(random) : List.of();
      String prefix = prefix(queries.query(random));
      if (sent.add(List.of(prefix, history)) || tries >= 2 * TRIES) {
        return new Keystroke(due, session, 0, prefix, !history.isEmpty(), history);
      }
    }
  }

  private String prefix(String query) {
    int length = 1 + random.nextInt(query.codePointCount(0, query.length()));
    return query.substring(0, query.offsetByCodePoints(0, length));
  }

  private long gap(double perSecond) {
    return (long) (-Math.log(1 - random.nextDouble()) / perSecond * 1e9);
  }

  private String session(int number) {
    return "replay-" + settings.seed() + "-" + number;
  }
}
