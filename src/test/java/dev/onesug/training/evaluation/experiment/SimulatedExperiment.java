package dev.onesug.training.evaluation.experiment;

import dev.onesug.model.feedback.Action;
import dev.onesug.model.feedback.Actor;
import dev.onesug.model.feedback.EventAttributes;
import dev.onesug.model.feedback.FeedbackEvent;
import dev.onesug.model.feedback.FeedbackJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A feedback log of simulated people, in which the variant {@code new} leads to a known share more
 * of searches by a suggestion, and to nothing else. Some people were in the log before, some are
 * signed in, some come again; every hundredth event came twice.
 *
 * @param effect relative; 0 for an A/A test
 */
public record SimulatedExperiment(int users, double effect, long seed) {
  public static final String NAME = "simulated-box";

  static final Instant START = Instant.parse("2026-11-02T00:00:00Z");

  private static final Duration DAY = Duration.ofDays(1);
  private static final int DAYS = 14;
  private static final double CHOICE = 0.35;

  /** Writes the segments, one a day. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<FeedbackEvent> events = events();
    for (int day = -1; day <= DAYS; day++) {
      Instant from = START.plus(DAY.multipliedBy(day));
      List<String> lines =
          events.stream()
              .filter(event -> !event.timestamp().isBefore(from))
              .filter(event -> event.timestamp().isBefore(from.plus(DAY)))
              .map(FeedbackJson::write)
              .toList();
      String name = "events-%s-0.jsonl".formatted(from.toString().replaceAll("[-:]", ""));
      Files.write(folder.resolve(name), lines);
    }
  }

  /** All events in the order in which they came. */
  List<FeedbackEvent> events() {
    List<FeedbackEvent> events = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (int user = 0; user < users; user++) {
      events.addAll(new Person(user, effect, random.split()).life());
    }
    events.sort(Comparator.comparing(FeedbackEvent::timestamp));
    return IntStream.range(0, events.size())
        .boxed()
        .flatMap(place -> Collections.nCopies(place % 100 == 0 ? 2 : 1, events.get(place)).stream())
        .toList();
  }

  private static final class Person {
    private final SplittableRandom random;
    private final Actor actor;
    private final boolean treated;
    private final double choice;
    private final double habit;
    private final List<FeedbackEvent> events = new ArrayList<>();
    private boolean inExperiment;

    Person(int number, double effect, SplittableRandom random) {
      this.random = random;
      actor = new Actor("c" + number, null, number % 5 < 2 ? "u" + number : null);
      treated = random.nextBoolean();
      double own = Math.min(0.6, CHOICE * (0.5 + random.nextDouble()));
      choice = own * (treated ? 1 + effect : 1);
      habit = 1 + 2 * -Math.log(1 - random.nextDouble());
    }

    List<FeedbackEvent> life() {
      if (random.nextDouble() < 0.3) {
        search(START.minus(Duration.ofHours(1 + random.nextInt(20))));
      }
      inExperiment = true;
      Instant time = START.plus(Duration.ofSeconds(random.nextInt(DAYS * 86_400 / 2)));
      for (int search = 0; search < habit; search++) {
        search(time);
        time = time.plus(Duration.ofMinutes(3 + random.nextInt(1200)));
      }
      return events;
    }

    private void search(Instant begin) {
      String query = "red shoes";
      boolean chosen = random.nextDouble() < choice;
      int typed = chosen ? 2 + random.nextInt(4) : query.length();
      Instant time = begin;
      String list = "";
      for (int letters = 1; letters <= typed; letters++) {
        time = time.plusMillis(250);
        list = id("list");
        double millis = 4 + 3 * -Math.log(1 - random.nextDouble()) + (treated ? 1 : 0);
        double took = Math.round(1000 * millis) / 1000.0;
        String version = treated ? "shop-2" : "shop-1";
        add(Action.IMPRESSION, time, list, query.substring(0, letters), shown(version, took));
      }
      String search = id("search");
      if (chosen) {
        int position = 1 + (int) (4 * random.nextDouble() * random.nextDouble());
        add(
            Action.CLICK,
            time,
            list,
            query.substring(0, typed),
            attributes(query, position, null, null));
      }
      add(Action.SEARCH, time.plusMillis(5), search, query, attributes(null, null, list, null));
      if (random.nextDouble() < 0.5) {
        add(
            Action.ITEM_CLICK,
            time.plusSeconds(9),
            search,
            null,
            attributes("item", null, null, null));
      }
      if (random.nextDouble() < 0.08) {
        BigDecimal amount =
            BigDecimal.valueOf(Math.exp(3 + 0.6 * random.nextGaussian()))
                .setScale(2, RoundingMode.HALF_UP);
        add(
            Action.ORDER,
            time.plusSeconds(90),
            search,
            null,
            attributes("item", null, null, amount));
      }
    }

    private EventAttributes shown(String version, double took) {
      return new EventAttributes(
          null, null, List.of("red shoes"), null, null, experiment(), variant(), version, took);
    }

    /** Orders come from a till that knows of no experiment. */
    private EventAttributes attributes(
        @Nullable String object,
        @Nullable Integer position,
        @Nullable String list,
        @Nullable BigDecimal amount) {
      boolean till = amount != null;
      return new EventAttributes(
          object,
          position,
          List.of(),
          list,
          amount,
          till ? null : experiment(),
          till ? null : variant(),
          null,
          null);
    }

    private @Nullable String experiment() {
      return inExperiment ? NAME : null;
    }

    private @Nullable String variant() {
      return inExperiment ? (treated ? "new" : "control") : null;
    }

    private String id(String what) {
      return what + Long.toHexString(random.nextLong());
    }

    private void add(
        Action action,
        Instant time,
        String query,
        @Nullable String text,
        EventAttributes attributes) {
      events.add(new FeedbackEvent(id("e"), action, time, actor, query, text, attributes));
    }
  }
}
