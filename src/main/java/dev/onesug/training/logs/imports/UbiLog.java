package dev.onesug.training.logs.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * User Behavior Insights 1.3 (o19s/ubi): queries and events as JSON lines, in any order and in any
 * number of files; a row with an {@code action_name} is an event. Holds the searches and the events
 * that tell of items in memory, because the two are joined by {@code query_id}.
 *
 * <p>The standard has no event of a suggestion and no text of the box: its impressions are of
 * items. So {@code prefix}, {@code shown}, {@code recalled} and {@code clicked} stay empty. A query
 * of the application {@code type-ahead} (the standard's own example) is a keystroke, not a search.
 */
final class UbiLog implements LogReader {
  private static final String TYPE_AHEAD = "type-ahead";

  /** Actions that the standard names; what others mean is the shop's own secret. */
  private static final Map<String, SearchesById.Act> ACTS =
      Map.of(
          "click", SearchesById.Act.OPEN,
          "click_through", SearchesById.Act.OPEN,
          "add_to_cart", SearchesById.Act.CART,
          "purchase", SearchesById.Act.BUY);

  private static final Set<String> QUERY_FIELDS =
      Set.of("query_id", "client_id", "session_id", "user_query", "timestamp", "application");
  private static final Set<String> EVENT_FIELDS =
      Set.of(
          "action_name",
          "query_id",
          "client_id",
          "session_id",
          "user_query",
          "timestamp",
          "event_attributes");

  @Override
  public void read(List<Path> files, Intake intake) throws IOException {
    SearchesById searches = new SearchesById(intake.tally());
    intake.eachRow(files, row -> read(row, searches, intake.tally()));
    searches.join();
    searches.forEach(intake::add);
  }

  private static void read(Row row, SearchesById searches, Tally tally) {
    Instant time = Timestamp.read(row, "timestamp", tally);
    if (row.has("action_name")) {
      readEvent(row, time, searches, tally);
      row.eachOther(EVENT_FIELDS, field -> tally.ignore("event " + field));
    } else {
      readQuery(row, time, searches, tally);
      row.eachOther(QUERY_FIELDS, field -> tally.ignore("query " + field));
    }
    tally.row();
  }

  private static void readQuery(Row row, Instant time, SearchesById searches, Tally tally) {
    String text = row.text("user_query");
    if (text == null) {
      tally.drop("query without user_query");
    } else if (TYPE_AHEAD.equals(row.text("application"))) {
      tally.drop("query of the application type-ahead");
    } else {
      searches.addQuery(
          row.text("query_id"), time, text, row.text("client_id"), row.text("session_id"));
    }
  }

  private static void readEvent(Row row, Instant time, SearchesById searches, Tally tally) {
    String action = row.required("action_name");
    String query = row.text("query_id");
    SearchesById.Act act = ACTS.get(action);
    if (query == null) {
      tally.drop("event without query_id");
      return;
    }
    searches.meet(query, row.text("client_id"), row.text("session_id"));
    if (act == null) {
      tally.drop("event " + action);
    } else {
      String item = row.inner("event_attributes").inner("object").text("object_id");
      searches.addAct(query, new SearchesById.Done(act, time, row.text("user_query"), item));
    }
  }
}
