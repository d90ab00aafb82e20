package dev.onesug.training.logs.imports;

import dev.onesug.model.feedback.Action;
import dev.onesug.model.feedback.Actor;
import dev.onesug.model.feedback.EventAttributes;
import dev.onesug.model.feedback.FeedbackEvent;
import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.logs.Search;
import dev.onesug.training.logs.SearchLog;
import dev.onesug.training.logs.shop.Catalogue;
import dev.onesug.training.logs.shop.ShopSimulator;
import dev.onesug.training.logs.shop.SimulatorSettings;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A simulated shop whose front-end reports what its people do. */
public final class RecordedShop {
  private RecordedShop() {}

  /**
   * What people search, as far as a feedback log can tell: it does not know what was recalled and
   * not shown, nor any profiles.
   *
   * @param folder where the simulated log is written
   */
  public static List<Search> searches(SimulatorSettings settings, Path folder) throws IOException {
    LogFolder whole = new LogFolder(Files.createDirectories(folder));
    ShopSimulator.ofCatalogue(Catalogue.load(), settings).simulate(whole, Progress.NONE);
    List<Search> searches = new ArrayList<>();
    // Feedback has no order among searches of one instant.
    Instant[] last = {Instant.MIN};
    new SearchLog(whole, 0)
        .forEach(
            search -> {
              last[0] = search.time().isAfter(last[0]) ? search.time() : last[0].plusMillis(1);
              searches.add(withoutRecalled(search, last[0]));
            });
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

  /**
   * What a front-end reports of a search.
   *
   * @param number which search it is
   */
  public static List<FeedbackEvent> events(Search search, int number) {
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
}
