package dev.onesug.training.logs.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.logs.Search;
import dev.onesug.training.logs.SearchLog;
import dev.onesug.training.logs.feedback.FeedbackSegments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackLogTest {
  private static final String IMPRESSION =
      event("e1", "impression", "09:00", "r1", "La")
          + ",'event_attributes':{'shown':['lamp','lamp shade']}}";
  private static final String CLICK =
      event("e2", "click", "09:01", "r1", "La")
          + ",'event_attributes':{'object':{'object_id':'Lamp Shade'},'position':{'ordinal':2}}}";
  private static final String SEARCH =
      event("e3", "search", "09:02", "q1", "Lamp Shade")
          + ",'session_id':'s1','user_id':'u1','event_attributes':{'suggest_request_id':'r1'}}";
  private static final String ITEM = item("e4", "item_click", "09:03", "q1", "i1");
  private static final String ORDER = item("e5", "order", "09:04", "q1", "i1");

  @TempDir Path temp;

  @Test
  void read_wholeStory_isOneSearch() throws IOException {
    ImportReport report = read(IMPRESSION, CLICK, SEARCH, ITEM, ORDER);

    assertThat(Inputs.searches(out()))
        .containsExactly(
            "{'time':'2026-09-01T09:02:00Z','user':'u1','session':'s1','prefix':'La',"
                + "'shown':['lamp','lamp shade'],'clicked':1,'query':'Lamp Shade',"
                + "'itemClicks':1,'orders':1}");
    assertThat(report.rows()).isEqualTo(5);
    assertThat(report.joined()).isEqualTo(4);
    assertThat(report.dropped()).isEmpty();
    assertThat(report.assumed()).isEmpty();
  }

  @Test
  void read_anyOrderAndDuplicatesInOtherSegments_giveTheSame() throws IOException {
    List<String> events = List.of(IMPRESSION, CLICK, SEARCH, ITEM, ORDER);
    read(events.toArray(new String[0]));
    List<String> expected = Inputs.searches(out());
    Random random = new Random(1);
    for (int order = 0; order < 10; order++) {
      List<String> twice = new ArrayList<>(events);
      twice.addAll(events);
      Collections.shuffle(twice, random);
      segment("events-1.jsonl", twice.subList(0, 4).toArray(new String[0]));
      segment("events-2.jsonl", twice.subList(4, 10).toArray(new String[0]));

      ImportReport report = imported();

      assertThat(Inputs.searches(out())).isEqualTo(expected);
      assertThat(report.dropped()).isEqualTo(Map.of("event_id that came before", 5L));
    }
  }

  @Test
  void read_halfTypedText_isNeverASearch() throws IOException {
    ImportReport report =
        read(
            event("e1", "impression", "09:00", "r1", "lam") + ",'event_attributes':{'shown':[]}}",
            event("e2", "impression", "09:00", "r2", "lamp") + ",'event_attributes':{'shown':[]}}",
            event("e3", "search", "09:01", "q1", "mug") + "}");

    assertThat(searches()).extracting(Search::query).containsExactly("mug");
    assertThat(report.dropped()).isEqualTo(Map.of("impression without a search", 2L));
  }

  @Test
  void read_searchThatNamesNoList_isTypedWhole() throws IOException {
    ImportReport report = read(event("e1", "search", "09:00", "q1", "lamp") + "}");

    Search search = searches().get(0);
    assertThat(search.prefix()).isEqualTo("lamp");
    assertThat(search.user()).isEqualTo("c1");
    assertThat(search.session()).isEqualTo("c1");
    assertThat(search.clicked()).isNull();
    assertThat(report.assumed())
        .containsOnlyKeys(
            "prefix: none, the whole query was typed",
            "session: none, the client_id is the session");
  }

  @Test
  void read_emptyBox_isTypedWhole() throws IOException {
    read(IMPRESSION.replace("'La'", "''"), CLICK.replace("'La'", "''"), SEARCH);

    assertThat(searches().get(0).prefix()).isEqualTo("Lamp Shade");
    assertThat(searches().get(0).shown()).isEmpty();
  }

  @Test
  void read_secondSearchFromOneList_doesNotTakeTheClick() throws IOException {
    read(
        IMPRESSION,
        CLICK,
        SEARCH,
        SEARCH.replace("e3", "e6").replace("q1", "q2").replace("Lamp Shade", "Lamb"));

    assertThat(searches()).extracting(Search::clicked).containsExactlyInAnyOrder(1, null);
    assertThat(searches()).allSatisfy(s -> assertThat(s.shown()).hasSize(2));
  }

  /** As where a shared cache stands before the service. */
  @Test
  void read_oneAnswerOfTwoBrowsers_isAListOfEach() throws IOException {
    ImportReport report =
        read(
            IMPRESSION,
            CLICK,
            SEARCH,
            ofAnother(IMPRESSION, "e11").replace("09:00", "08:00"),
            ofAnother(CLICK, "e12").replace("Lamp Shade", "lamp").replace(":2}", ":1}"),
            ofAnother(SEARCH, "e13").replace("q1", "q2").replace("Lamp Shade", "lamp"));

    assertThat(searches())
        .extracting(Search::query, Search::clicked)
        .containsExactlyInAnyOrder(tuple("Lamp Shade", 1), tuple("lamp", 0));
    assertThat(report.joined()).isEqualTo(4);
    assertThat(report.dropped()).isEmpty();
  }

  @Test
  void read_oneAnswerOfTwoBrowsersOneOfWhichChooses_theOtherChoseNothing() throws IOException {
    read(
        IMPRESSION,
        CLICK,
        SEARCH,
        ofAnother(IMPRESSION, "e11"),
        ofAnother(SEARCH, "e13").replace("q1", "q2").replace("u1", "u2"));

    assertThat(searches())
        .extracting(Search::user, Search::clicked)
        .containsExactlyInAnyOrder(tuple("u1", 1), tuple("u2", null));
  }

  @Test
  void read_searchUnderAnotherNameOfTheBrowser_hasTheListIfThatIsTheOnlyOne() throws IOException {
    read(IMPRESSION, CLICK, SEARCH.replace("c1", "c3"));
    assertThat(searches().get(0).clicked()).isEqualTo(1);

    ImportReport several =
        read(IMPRESSION, CLICK, ofAnother(IMPRESSION, "e11"), SEARCH.replace("c1", "c3"));
    assertThat(searches().get(0).shown()).isEmpty();
    assertThat(several.dropped())
        .isEqualTo(Map.of("impression without a search", 2L, "click without a search", 1L));
  }

  /** An item is opened on another page, whose browser may have another name there. */
  @Test
  void read_itemUnderAnotherNameOfTheBrowser_isOfTheSearch() throws IOException {
    read(IMPRESSION, CLICK, SEARCH, ITEM.replace("c1", "c3"), ORDER.replace("c1", "till"));

    assertThat(searches())
        .extracting(Search::itemClicks, Search::orders)
        .containsExactly(tuple(1, 1));
  }

  private static String ofAnother(String event, String id) {
    return event.replace("c1", "c2").replaceFirst("'e\\d'", "'" + id + "'");
  }

  @Test
  void read_ordinalThatDoesNotFit_isLookedUp() throws IOException {
    ImportReport report = read(IMPRESSION, CLICK.replace("'ordinal':2", "'ordinal':9"), SEARCH);
    assertThat(searches().get(0).clicked()).isEqualTo(1);
    assertThat(report.assumed()).isEmpty();

    ImportReport other = read(IMPRESSION, CLICK.replace("Lamp Shade", "mug"), SEARCH);
    assertThat(searches().get(0).clicked()).isNull();
    assertThat(other.assumed()).containsKey("clicked: nothing, what was chosen was not shown");
  }

  @Test
  void read_sameItemTwice_countsOnceWheneverItWas() throws IOException {
    read(
        item("e4", "item_click", "08:00", "q1", "i1"),
        item("e6", "click_through", "09:03", "q1", "i1"),
        item("e7", "item_click", "09:03", "q1", "i2"),
        SEARCH);

    assertThat(searches().get(0).itemClicks()).isEqualTo(2);
  }

  @Test
  void read_tornAndOddLines_areCounted() throws IOException {
    Path segment = segment("events-1.jsonl", SEARCH, "{'event_id':'e9'}", "not json");
    Files.writeString(segment, SEARCH.substring(0, 40), StandardOpenOption.APPEND);

    ImportReport report = imported();

    assertThat(report.malformed()).isEqualTo(3);
    assertThat(report.examples()).element(2).asString().startsWith("events-1.jsonl:4: ");
    assertThat(searches()).hasSize(1);
  }

  @Test
  void read_clockOfTheFuture_isDropped() throws IOException {
    ImportReport report = read(SEARCH.replace("2026-09", "2098-09"), ITEM);

    assertThat(searches()).isEmpty();
    assertThat(report.dropped())
        .isEqualTo(
            Map.of(
                "timestamp in the future", 1L,
                "event of a query_id (and user_query) that no query has", 1L));
  }

  @Test
  void read_whatWasWrittenLater_isNotSeen() throws IOException {
    Path segment = segment("events-1.jsonl", SEARCH);
    FeedbackSegments begun = FeedbackSegments.in(temp);
    Files.writeString(
        segment, SEARCH.replace("e3", "e6").replace("q1", "q2") + "\n", StandardOpenOption.APPEND);
    segment("events-2.jsonl", SEARCH.replace("e3", "e7").replace("q1", "q3"));

    assertThat(LogImport.feedback(begun, 0, out()).searches()).isEqualTo(1);
    assertThat(out().toFile().list()).containsExactly("searches.jsonl");
  }

  @Test
  void feedback_segmentGone_namesIt() throws IOException {
    Path segment = segment("events-1.jsonl", SEARCH);
    FeedbackSegments begun = FeedbackSegments.in(temp);
    Files.delete(segment);

    assertThatThrownBy(() -> LogImport.feedback(begun, 0, out()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("events-1.jsonl has 0 bytes (expected: the ");
  }

  private ImportReport read(String... events) throws IOException {
    segment("events-1.jsonl", events);
    return imported();
  }

  private ImportReport imported() throws IOException {
    return new LogImport(LogFormat.FEEDBACK, 10).run(FeedbackSegments.in(temp).files(), out());
  }

  private Path segment(String name, String... events) throws IOException {
    return Inputs.json(temp.resolve(name), events);
  }

  private Path out() {
    return temp.resolve("out");
  }

  private List<Search> searches() throws IOException {
    List<Search> searches = new ArrayList<>();
    new SearchLog(new LogFolder(out()), 0).forEach(searches::add);
    return searches;
  }

  /** Open at its end. */
  private static String event(String id, String action, String time, String query, String text) {
    return "{'event_id':'%s','action_name':'%s','timestamp':'2026-09-01T%s:00Z','client_id':'c1','query_id':'%s','user_query':'%s'"
        .formatted(id, action, time, query, text);
  }

  private static String item(String id, String action, String time, String query, String item) {
    return event(id, action, time, query, "Lamp Shade")
        + ",'event_attributes':{'object':{'object_id':'"
        + item
        + "'}}}";
  }
}
