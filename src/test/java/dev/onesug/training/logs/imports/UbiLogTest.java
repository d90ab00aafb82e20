package dev.onesug.training.logs.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UbiLogTest {
  private static final String QUERY =
      "{'query_id':'q1','client_id':'c1','user_query':'red mug','timestamp':'2026-09-01T10:00:00Z'}";

  @TempDir Path temp;

  @Test
  void read_clicksAndPurchases_countItemsOfTheirQuery() throws IOException {
    ImportReport report =
        read(
            event("click", "i1", "10:00:05"),
            QUERY,
            event("click", "i1", "10:00:06"),
            event("click_through", "i2", "10:00:07"),
            event("add_to_cart", "i2", "10:00:08"),
            event("purchase", "i2", "10:00:09"));

    assertThat(Inputs.searches(out()))
        .containsExactly(
            "{'time':'2026-09-01T10:00:00Z','user':'c1','session':'s1','prefix':'red mug',"
                + "'query':'red mug','itemClicks':2,'orders':1}");
    assertThat(report.joined()).isEqualTo(5);
    assertThat(report.dropped()).isEmpty();
    assertThat(report.assumed())
        .containsOnly(
            entry("itemClicks: an item put into the cart was opened", 1L),
            entry("prefix: none, the whole query was typed", 1L));
  }

  @Test
  void read_whatTheStandardDoesNotMap_isDroppedWithItsReason() throws IOException {
    ImportReport report =
        read(
            QUERY,
            event("impression", "i1", "10:00:01"),
            event("sort_by_price", "i1", "10:00:02"),
            event("click", "i1", "10:00:03").replace("'q1'", "'q9'"),
            event("click", "i1", "10:00:03").replace("'query_id':'q1',", ""),
            QUERY.replace("'red mug'", "' '").replace("q1", "q2"),
            QUERY.replace("{", "{'application':'type-ahead',").replace("q1", "q3"),
            QUERY.replace("'client_id':'c1',", "").replace("q1", "q4"));

    assertThat(report.searches()).isEqualTo(1);
    assertThat(report.dropped())
        .containsOnly(
            entry("event impression", 1L),
            entry("event sort_by_price", 1L),
            entry("event of a query_id (and user_query) that no query has", 1L),
            entry("event without query_id", 1L),
            entry("query without user_query", 1L),
            entry("query of the application type-ahead", 1L),
            entry("query without client_id", 1L));
    assertThat(report.rows()).isEqualTo(8);
  }

  @Test
  void read_queryRecordedTwice_isOneSearchAtTheEarlierTime() throws IOException {
    ImportReport report =
        read(
            QUERY.replace("10:00:00", "10:00:02").replace("}", ",'query_response_id':'r1'}"),
            QUERY);

    assertThat(Inputs.searches(out())).singleElement().asString().contains("10:00:00Z");
    assertThat(report.joined()).isEqualTo(1);
    assertThat(report.ignored()).containsOnly(entry("query query_response_id", 1L));
  }

  @Test
  void read_oneIdWithTwoTexts_eventGoesToItsTextOrToTheLastBeforeIt() throws IOException {
    read(
        QUERY,
        QUERY.replace("red mug", "blue mug").replace("10:00:00", "10:01:00"),
        event("click", "i1", "10:00:30"),
        event("click", "i2", "10:02:00"),
        event("click", "i3", "10:02:01").replace("}}}", "}},'user_query':'red mug'}"));

    assertThat(Inputs.searches(out()))
        .satisfiesExactly(
            red -> assertThat(red).contains("'query':'red mug','itemClicks':2"),
            blue -> assertThat(blue).contains("'query':'blue mug','itemClicks':1"));
  }

  @Test
  void read_noSession_theClientIsTheSession() throws IOException {
    ImportReport report = read(QUERY);

    assertThat(Inputs.searches(out())).singleElement().asString().contains("'session':'c1'");
    assertThat(report.assumed()).containsEntry("session: none, the client_id is the session", 1L);
  }

  @Test
  void read_clicksWithoutAnItem_countOneByOne() throws IOException {
    String click = "{'action_name':'click','query_id':'q1','timestamp':'2026-09-01T10:00:01Z'}";

    read(QUERY, click, click);

    assertThat(Inputs.searches(out())).singleElement().asString().contains("'itemClicks':2");
  }

  private ImportReport read(String... lines) throws IOException {
    Path file = Inputs.json(temp.resolve("ubi.jsonl"), lines);
    return new LogImport(LogFormat.UBI, 0).run(List.of(file), out());
  }

  private Path out() {
    return temp.resolve("log");
  }

  private static String event(String action, String item, String time) {
    return ("{'action_name':'ACTION','query_id':'q1','session_id':'s1','timestamp':"
            + "'2026-09-01TTIMEZ','event_attributes':{'object':{'object_id':'ITEM'}}}")
        .replace("ACTION", action)
        .replace("TIME", time)
        .replace("ITEM", item);
  }
}
