package dev.onesug.training.logs.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.feedback.Action;
import dev.onesug.model.feedback.Actor;
import dev.onesug.model.feedback.EventAttributes;
import dev.onesug.model.feedback.FeedbackEvent;
import dev.onesug.model.feedback.FeedbackJson;
import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.logs.SampleBuilder;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.SampleSettings;
import dev.onesug.training.logs.Search;
import dev.onesug.training.logs.SearchLog;
import dev.onesug.training.logs.feedback.FeedbackSegments;
import dev.onesug.training.logs.shop.Catalogue;
import dev.onesug.training.logs.shop.ShopSimulator;
import dev.onesug.training.logs.shop.SimulatorSettings;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that went through the service's feedback teaches what the log itself teaches. */
class FeedbackSamplesTest {
  @TempDir Path temp;

  @Test
  void build_shuffledRepeatedAndTornFeedback_givesTheSamplesOfTheLog() throws IOException {
    List<Search> searches = simulated();
    List<String> lines = new ArrayList<>();
    for (int number = 0; number < searches.size(); number++) {
      events(searches.get(number), number).forEach(event -> lines.add(FeedbackJson.write(event)));
    }
    lines.addAll(lines.subList(0, lines.size() / 3));
    Collections.shuffle(lines, new Random(7));
    write(lines);

    ImportReport report =
        LogImport.feedback(FeedbackSegments.in(temp.resolve("feedback")), 1, temp.resolve("out"));

    assertThat(report.malformed()).isEqualTo(1);
    assertThat(report.searches()).isEqualTo(searches.size());
    SampleFolder expected = samples("log");
    SampleFolder actual = samples("out");
    assertThat(actual.train()).hasSameTextualContentAs(expected.train());
    assertThat(actual.test()).hasSameTextualContentAs(expected.test());
    assertThat(actual.queries()).hasSameTextualContentAs(expected.queries());
    assertThat(actual.queryPairs()).hasSameTextualContentAs(expected.queryPairs());
  }

  /** Of the log, feedback does not know what was recalled and not shown, nor any profiles. */
  private List<Search> simulated() throws IOException {
    LogFolder whole = new LogFolder(temp.resolve("simulated"));
    Files.createDirectories(whole.path());
    ShopSimulator.ofCatalogue(Catalogue.load(), SimulatorSettings.ofSearches(2000))
        .simulate(whole, Progress.NONE);
    List<Search> searches = new ArrayList<>();
    // Feedback has no order among searches of one instant.
    Instant[] last = {Instant.MIN};
    new SearchLog(whole, 0)
        .forEach(
            search -> {
              last[0] = search.time().isAfter(last[0]) ? search.time() : last[0].plusMillis(1);
              searches.add(withoutRecalled(search, last[0]));
            });
    try (SearchLog.Writer log = SearchLog.writer(new LogFolder(temp.resolve("log")).searches())) {
      for (Search search : searches) {
        log.write(search);
      }
    }
    return searches;
  }

  private static Search withoutRecalled(Search search, Instant time) {
    return new Search(
        time,
        search.user(),
        search.session(),
        search.prefix(),
        search.shown(),
        List.of(),
        search.clicked(),
        search.query(),
        search.itemClicks(),
        search.orders());
  }

  private static List<FeedbackEvent> events(Search search, int number) {
    String request = "r" + number;
    String query = "q" + number;
    List<FeedbackEvent> events = new ArrayList<>();
    EventAttributes shown = attributes(null, null, search.shown(), null);
    events.add(event(search, Action.IMPRESSION, request, search.prefix(), shown));
    // Keystrokes before, of which nothing is to be learned.
    events.add(event(search, Action.IMPRESSION, request + "-earlier", "x", shown));
    if (search.clicked() != null) {
      String chosen = search.shown().get(search.clicked());
      EventAttributes click = attributes(chosen, search.clicked() + 1, List.of(), null);
      events.add(event(search, Action.CLICK, request, search.prefix(), click));
    }
    EventAttributes joined = attributes(null, null, List.of(), request);
    events.add(event(search, Action.SEARCH, query, search.query(), joined));
    for (int item = 0; item < search.itemClicks(); item++) {
      EventAttributes opened = attributes("item" + item, null, List.of(), null);
      events.add(event(search, Action.ITEM_CLICK, query, null, opened));
    }
    for (int item = 0; item < search.orders(); item++) {
      EventAttributes bought = attributes("item" + item, null, List.of(), null);
      events.add(event(search, Action.ORDER, query, null, bought));
    }
    return events;
  }

  private static FeedbackEvent event(
      Search search, Action action, String query, String text, EventAttributes attributes) {
    String id = action + "-" + query + "-" + attributes.objectId();
    Actor actor = new Actor("client of " + search.user(), search.session(), search.user());
    return new FeedbackEvent(id, action, search.time(), actor, query, text, attributes);
  }

  private static EventAttributes attributes(
      String object, Integer ordinal, List<String> shown, String request) {
    return new EventAttributes(object, ordinal, shown, request, null, null, null, null, null);
  }

  private void write(List<String> lines) throws IOException {
    Path folder = Files.createDirectory(temp.resolve("feedback"));
    int third = lines.size() / 3;
    for (int segment = 0; segment < 3; segment++) {
      int end = segment == 2 ? lines.size() : (segment + 1) * third;
      Files.write(
          folder.resolve("events-%d.jsonl".formatted(segment)),
          lines.subList(segment * third, end));
    }
    Files.writeString(
        folder.resolve("events-2.jsonl"), lines.get(0).substring(0, 25), StandardOpenOption.APPEND);
  }

  private SampleFolder samples(String log) throws IOException {
    SampleFolder samples = new SampleFolder(temp.resolve(log + "-samples"));
    new SampleBuilder(SampleSettings.DEFAULTS.withMinUsers(2))
        .build(new LogFolder(temp.resolve(log)), samples, Progress.NONE);
    return samples;
  }
}
