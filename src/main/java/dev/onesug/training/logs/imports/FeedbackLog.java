package dev.onesug.training.logs.imports;

import dev.onesug.model.feedback.FeedbackEvent;
import dev.onesug.model.feedback.FeedbackJson;
import dev.onesug.training.logs.JsonLines;
import dev.onesug.training.logs.Search;
import dev.onesug.training.logs.feedback.FeedbackSegments;
import dev.onesug.training.logs.feedback.KnownEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What the service recorded at {@code POST /events}. Only an event {@code search} is a search: text
 * that was typed and not sent is the prefix of one, or nothing. Events come in any order, late, and
 * more than once; their {@code event_id} tells.
 *
 * <p>Searches are joined first to what was shown before them, then to what was done with items
 * after them, each time a part of the log at a time: memory holds about {@value #PART_BYTES} bytes
 * of it, and from {@value #MOST_PARTS} times as much on that share of the whole.
 */
final class FeedbackLog implements LogReader {
  private static final long PART_BYTES = 32L << 20;
  private static final int MOST_PARTS = 100;

  /** Clocks of browsers are wrong; one of the future would move the whole test window there. */
  private static final Duration MOST_AHEAD = Duration.ofDays(1);

  private final FeedbackSegments segments;
  private final Path folder;
  private final Instant latest = Instant.now().plus(MOST_AHEAD);

  /**
   * @param folder where parts of the log may wait
   */
  FeedbackLog(FeedbackSegments segments, Path folder) {
    this.segments = segments;
    this.folder = folder;
  }

  /** The two joins: events by their request, then searches and item events by their query. */
  private record Parts(Partitions byRequest, Partitions searches, Partitions items) {}

  /** A search that knows what was shown before it. */
  record Identified(String id, Search search) {}

  @Override
  public void read(List<Path> files, Intake intake) throws IOException {
    int parts = (int) Math.min(MOST_PARTS, 1 + segments.bytes() / PART_BYTES);
    try (Partitions byRequest = new Partitions(folder, parts);
        Partitions searches = new Partitions(folder, parts);
        Partitions items = new Partitions(folder, parts)) {
      Parts all = new Parts(byRequest, searches, items);
      segments.each(intake.malformed(), (event, line) -> part(event, line, all, intake.tally()));
      for (int part = 0; part < parts; part++) {
        joinLists(part, all, intake.tally());
      }
      for (int part = 0; part < parts; part++) {
        joinItems(part, all, intake);
      }
    }
  }

  private void part(FeedbackEvent event, String line, Parts parts, Tally tally) {
    tally.row();
    if (event.timestamp().isAfter(latest)) {
      tally.drop("timestamp in the future");
      return;
    }
    switch (event.action()) {
      case IMPRESSION, CLICK -> parts.byRequest.add(event.queryId(), line);
      case SEARCH -> parts.byRequest.add(FeedbackLists.request(event), line);
      case ITEM_CLICK, ORDER -> parts.items.add(event.queryId(), line);
    }
  }

  private static void joinLists(int part, Parts parts, Tally tally) throws IOException {
    FeedbackLists lists = new FeedbackLists(tally);
    parts.byRequest.eachLine(part, line -> lists.add(FeedbackJson.parse(line)));
    lists.forEach(
        found -> parts.searches.add(found.id(), JsonLines.MAPPER.writeValueAsString(found)));
  }

  private static void joinItems(int part, Parts parts, Intake intake) throws IOException {
    SearchesById searches = new SearchesById(intake.tally());
    parts.searches.eachLine(
        part,
        line -> {
          Identified found = JsonLines.MAPPER.readValue(line, Identified.class);
          searches.addSearch(found.id, found.search);
        });
    KnownEvents known = new KnownEvents();
    parts.items.eachLine(
        part,
        line -> {
          FeedbackEvent event = FeedbackJson.parse(line);
          if (known.isNew(event)) {
            searches.addAct(event.queryId(), done(event));
          } else {
            intake.tally().drop(FeedbackLists.SEEN);
          }
        });
    searches.join();
    searches.forEach(intake::add);
  }

  /** Its time is left out: the clocks of two senders differ, and the id says which search. */
  private static SearchesById.Done done(FeedbackEvent event) {
    SearchesById.Act act =
        switch (event.action()) {
          case ITEM_CLICK -> SearchesById.Act.OPEN;
          case ORDER -> SearchesById.Act.BUY;
          default -> throw new IllegalStateException("action: " + event.action());
        };
    String item = Objects.requireNonNull(event.attributes().objectId(), "object_id");
    return new SearchesById.Done(act, Instant.MAX, null, item);
  }
}
