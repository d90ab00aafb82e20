package dev.onesug.training.logs.shop;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

/** The days of one person: when they sit down, and one search after the other. */
final class ShopperLife {
  static final long DAY_MILLIS = 86_400_000L;

  /** Searches by hour of the day, 0 to 23: quiet nights, a peak in the evening. */
  private static final double[] BY_HOUR = {
    2, 1, 1, 1, 1, 2, 3, 5, 6, 7, 8, 8, 9, 9, 9, 9, 9, 9, 10, 12, 13, 12, 8, 4
  };

  private static final double ANOTHER_SEARCH = 0.58;
  private static final double ANOTHER_SEARCH_UNSATISFIED = 0.72;
  private static final double SEARCHES_PER_SESSION = 2.7;
  private static final int LONGEST_SESSION = 15;
  private static final double ACTIVITY_SPREAD = 0.9;
  private static final long HOUR_MILLIS = 3_600_000L;

  private final Vocabulary vocabulary;
  private final SimulatorSettings settings;
  private final Needs needs;
  private final Keystrokes keystrokes;

  ShopperLife(Vocabulary vocabulary, SimulatorSettings settings) {
    this.vocabulary = vocabulary;
    this.settings = settings;
    needs = new Needs(vocabulary, new Taste(settings.taste()));
    keystrokes = new Keystrokes(vocabulary);
  }

  /**
   * One search.
   *
   * @param session number of the sitting, from 0
   * @param instantMillis since the start of the log
   * @param wish what was in mind; a suggestion that was chosen may be another
   */
  record Event(
      Shopper shopper,
      int session,
      long instantMillis,
      int wish,
      Keystrokes.Outcome how,
      ResultPage page) {}

  /** Is told of each search that falls into the days of the log, in the order of time. */
  @FunctionalInterface
  interface Witness {
    void searched(Situation before, Event event);
  }

  /**
   * Lives all days.
   *
   * @param random of this person alone; their life depends on nothing else but what the box shows
   * @param boxAt what fills the box at an instant, in milliseconds since the start of the log
   */
  void live(
      Shopper shopper, SplittableRandom random, LongFunction<WishRanker> boxAt, Witness witness) {
    long[] starts = sessionStarts(random);
    long free = 0;
    for (int session = 0; session < starts.length; session++) {
      // Nobody is in two sessions at once: one that would overlap starts an hour later.
      long start = Math.max(starts[session], free);
      free = sitting(shopper, session, start, random, boxAt, witness) + HOUR_MILLIS;
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
      Shopper shopper,
      int session,
      long start,
      SplittableRandom random,
      LongFunction<WishRanker> boxAt,
      Witness witness) {
    shopper.sitDown();
    Set<Integer> had = new HashSet<>();
    long instant = start;
    int wish = needs.first(shopper, random);
    Situation before = Situation.start(shopper);
    for (int i = 0; i < LONGEST_SESSION; i++) {
      Keystrokes.Outcome how =
          keystrokes.type(wish, shopper, before.careful(), boxAt.apply(instant), random);
      boolean misspelled = !how.query().equals(vocabulary.text(how.wish()));
      ResultPage page =
          misspelled
              ? ResultPage.NOTHING
              : ResultPage.visit(how.query(), shopper.spending(), random);
      if (instant < settings.days() * DAY_MILLIS) {
        witness.searched(before, new Event(shopper, session, instant, wish, how, page));
      }
      had.add(how.wish());
      shopper.searched(how.query());
      if (!misspelled) {
        shopper.remember(how.wish());
      }
      double another = page.itemClicks() > 0 ? ANOTHER_SEARCH : ANOTHER_SEARCH_UNSATISFIED;
      if (!misspelled && random.nextDouble() >= another) {
        return instant;
      }
      before = Situation.after(shopper, how.wish(), had, misspelled);
      wish = misspelled ? wish : needs.next(shopper, how.wish(), had, random);
      instant += 8_000 + random.nextInt(page.itemClicks() > 0 ? 180_000 : 40_000);
    }
    return instant;
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
