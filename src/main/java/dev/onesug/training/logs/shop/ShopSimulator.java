package dev.onesug.training.logs.shop;

import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.logs.Search;
import dev.onesug.training.logs.SearchLog;
import dev.onesug.training.logs.UserProfile;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Simulates the people of a shop and writes its behaviour log. Deterministic: the same vocabulary,
 * settings and seed give the same bytes on every machine. Simplifications: see
 * src/docs/decisions/0002-simulated-shop.md.
 */
public final class ShopSimulator {
  /** Searches by hour of the day, 0 to 23: quiet nights, a peak in the evening. */
  private static final double[] BY_HOUR = {
    2, 1, 1, 1, 1, 2, 3, 5, 6, 7, 8, 8, 9, 9, 9, 9, 9, 9, 10, 12, 13, 12, 8, 4
  };

  private static final double ANOTHER_SEARCH = 0.58;
  private static final double ANOTHER_SEARCH_UNSATISFIED = 0.72;
  private static final double SEARCHES_PER_SESSION = 2.7;
  private static final int LONGEST_SESSION = 15;
  private static final double ACTIVITY_SPREAD = 0.9;
  private static final long DAY_MILLIS = 86_400_000L;
  private static final long HOUR_MILLIS = 3_600_000L;

  private final Vocabulary vocabulary;
  private final SimulatorSettings settings;
  private final Needs needs;
  private final Keystrokes keystrokes;

  private record Event(
      Shopper shopper, int session, long instantMillis, Keystrokes.Outcome how, ResultPage page) {}

  private ShopSimulator(List<Wish> wishes, SimulatorSettings settings) {
    this.settings = settings;
    vocabulary = new Vocabulary(wishes);
    needs = new Needs(vocabulary);
    keystrokes =
        new Keystrokes(vocabulary, new LegacyCascade(vocabulary.texts(), vocabulary.popularity()));
  }

  /**
   * A shop that sells what real queries ask for; what they have in common is read from the text.
   */
  public static ShopSimulator ofQueries(Map<String, Long> counts, SimulatorSettings settings) {
    if (counts.isEmpty()) {
      throw new IllegalArgumentException("queries: none (expected: 1 or more)");
    }
    return new ShopSimulator(QueryReader.read(counts), settings);
  }

  /** The demo shop, which sells what is in the catalogue. */
  public static ShopSimulator ofCatalogue(Catalogue catalogue, SimulatorSettings settings) {
    return new ShopSimulator(CatalogueQueries.of(catalogue), settings);
  }

  /** Writes the log; what stood there is replaced. */
  public SimulationReport simulate(LogFolder folder, Progress progress) throws IOException {
    SplittableRandom seeds = new SplittableRandom(settings.seed());
    List<UserProfile> profiles = new ArrayList<>(settings.users());
    List<Event> events = new ArrayList<>(settings.searches());
    for (int user = 0; user < settings.users(); user++) {
      SplittableRandom random = seeds.split();
      Shopper shopper = new Shopper(user, vocabulary, random);
      profiles.add(shopper.profile());
      live(shopper, random, events);
      progress.update(user + 1L, settings.users(), events.size() + " searches");
    }
    events.sort(Comparator.comparingLong(Event::instantMillis));
    SearchLog.writeProfiles(folder, profiles);
    return write(folder, events);
  }

  private void live(Shopper shopper, SplittableRandom random, List<Event> events) {
    long[] starts = sessionStarts(random);
    long free = 0;
    for (int session = 0; session < starts.length; session++) {
      // Nobody is in two sessions at once: one that would overlap starts an hour later.
      long start = Math.max(starts[session], free);
      free = sitting(shopper, session, start, random, events) + HOUR_MILLIS;
    }
  }

  private long[] sessionStarts(SplittableRandom random) {
    double mean = (double) settings.searches() / settings.users() / SEARCHES_PER_SESSION;
    double spread = ACTIVITY_SPREAD;
    double activity = StrictMath.exp(spread * gaussian(random) - spread * spread / 2);
    double wanted = mean * activity;
    int sessions = (int) wanted + (random.nextDouble() < wanted - (int) wanted ? 1 : 0);
    long[] starts = new long[sessions];
    for (int i = 0; i < sessions; i++) {
      starts[i] = random.nextInt(settings.days()) * DAY_MILLIS + timeOfDay(random);
    }
    Arrays.sort(starts);
    return starts;
  }

  /** One session; returns the instant of its last search. */
  private long sitting(
      Shopper shopper, int session, long start, SplittableRandom random, List<Event> events) {
    Set<Integer> had = new HashSet<>();
    long instant = start;
    int wish = needs.first(shopper, random);
    boolean careful = false;
    for (int i = 0; i < LONGEST_SESSION; i++) {
      Keystrokes.Outcome how = keystrokes.type(wish, shopper.history(), careful, random);
      boolean misspelled = !how.query().equals(vocabulary.text(how.wish()));
      ResultPage page =
          misspelled
              ? ResultPage.NOTHING
              : ResultPage.visit(how.query(), shopper.spending(), random);
      if (instant < settings.days() * DAY_MILLIS) {
        events.add(new Event(shopper, session, instant, how, page));
      }
      had.add(how.wish());
      if (!misspelled) {
        shopper.remember(how.wish());
      }
      double another = page.itemClicks() > 0 ? ANOTHER_SEARCH : ANOTHER_SEARCH_UNSATISFIED;
      if (!misspelled && random.nextDouble() >= another) {
        return instant;
      }
      careful = misspelled;
      wish = misspelled ? wish : needs.next(shopper, how.wish(), had, random);
      instant += 8_000 + random.nextInt(page.itemClicks() > 0 ? 180_000 : 40_000);
    }
    return instant;
  }

  private SimulationReport write(LogFolder folder, List<Event> events) throws IOException {
    SimulationReport.Tally tally = new SimulationReport.Tally();
    try (SearchLog.Writer log = SearchLog.writer(folder.searches())) {
      for (Event event : events) {
        Search search = line(event);
        tally.add(search);
        log.write(search);
      }
    }
    return tally.report();
  }

  private Search line(Event event) {
    Keystrokes.Outcome how = event.how();
    return new Search(
        settings.start().plusMillis(event.instantMillis()),
        event.shopper().name(),
        event.shopper().name() + "-" + event.session(),
        how.prefix(),
        texts(how.shown()),
        texts(how.recalled()),
        how.clicked() < 0 ? null : how.clicked(),
        how.query(),
        event.page().itemClicks(),
        event.page().orders());
  }

  private List<String> texts(int[] wishes) {
    return Arrays.stream(wishes).mapToObj(vocabulary::text).toList();
  }

  private static long timeOfDay(SplittableRandom random) {
    double sum = 0;
    for (double share : BY_HOUR) {
      sum += share;
    }
    double at = random.nextDouble() * sum;
    int hour = 0;
    while (hour < 23 && at >= BY_HOUR[hour]) {
      at -= BY_HOUR[hour];
      hour++;
    }
    return hour * HOUR_MILLIS + random.nextLong(HOUR_MILLIS);
  }

  /** Box-Muller, with StrictMath so that every machine draws the same. */
  private static double gaussian(SplittableRandom random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }
}
