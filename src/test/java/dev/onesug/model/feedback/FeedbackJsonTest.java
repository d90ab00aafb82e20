package dev.onesug.model.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackJsonTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
  private static final String SEARCH =
      "{\"event_id\":\"e1\",\"action_name\":\"search\",\"timestamp\":\"2026-11-28T12:00:00Z\","
          + "\"client_id\":\"c1\",\"query_id\":\"q1\",\"user_query\":\"Red Shoes\"}";

  @Test
  void write_everyField_exactLine() {
    FeedbackEvent event =
        new FeedbackEvent(
            "e1",
            Action.ORDER,
            NOON,
            new Actor("c1", "s1", "u1"),
            "q1",
            "手机\n👟 \"x\"",
            new EventAttributes(
                "item-7", 2, List.of(), "r1", new BigDecimal("12.50"), "x1", "blue", "v1", 3.25));

    assertThat(FeedbackJson.write(event))
        .isEqualTo(
            "{\"event_id\":\"e1\",\"action_name\":\"order\",\"timestamp\":\"2026-11-28T12:00:00Z\","
                + "\"client_id\":\"c1\",\"session_id\":\"s1\",\"user_id\":\"u1\",\"query_id\":\"q1\","
                + "\"user_query\":\"手机\\n👟 \\\"x\\\"\",\"event_attributes\":{"
                + "\"object\":{\"object_id\":\"item-7\"},\"position\":{\"ordinal\":2},"
                + "\"suggest_request_id\":\"r1\",\"amount\":12.50,"
                + "\"experiment\":\"x1\",\"variant\":\"blue\",\"model_version\":\"v1\","
                + "\"took_millis\":3.25}}");
    assertThat(FeedbackJson.parse(FeedbackJson.write(event))).isEqualTo(event);
  }

  @Test
  void write_search_noEmptyMembers() {
    assertThat(FeedbackJson.write(FeedbackJson.parse(SEARCH))).isEqualTo(SEARCH);
  }

  @Test
  void parse_impressionOfNothing_isOne() {
    String line =
        SEARCH
            .replace("search", "impression")
            .replace("Red Shoes", "")
            .replace("\"}", "\",\"event_attributes\":{\"shown\":[]}}");

    assertThat(FeedbackJson.write(FeedbackJson.parse(line))).isEqualTo(line);
  }

  @Test
  void parse_shownTexts_areOfImpressionsOnly() {
    String line = SEARCH.replace("\"}", "\",\"event_attributes\":{\"shown\":[\"b\",\"a\"]}}");

    assertThat(FeedbackJson.parse(line.replace("search", "impression")).attributes().shown())
        .containsExactly("b", "a");
    assertThat(FeedbackJson.parse(line).attributes()).isEqualTo(EventAttributes.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "impression,IMPRESSION",
    "click,CLICK",
    "item_click,ITEM_CLICK",
    "click_through,ITEM_CLICK",
    "order,ORDER",
    "purchase,ORDER"
  })
  void parse_everyName_isItsAction(String name, Action action) {
    String attributes =
        "\",\"event_attributes\":{\"object\":{\"object_id\":\"o\"},\"position\":{\"ordinal\":1},"
            + "\"shown\":[\"o\"]}}";
    String line = SEARCH.replace("search", name).replace("\"}", attributes);

    assertThat(FeedbackJson.parse(line).action()).isEqualTo(action);
  }

  @Test
  void parse_itemClickWithoutQueryText_isOne() {
    String line =
        "{\"event_id\":\"e1\",\"action_name\":\"click_through\",\"timestamp\":"
            + "\"2026-11-28T13:00:00+01:00\",\"client_id\":\"c1\",\"query_id\":\"q1\",\"application\":1,"
            + "\"event_attributes\":{\"object\":{\"object_id\":\"o\",\"name\":[]}}}";

    FeedbackEvent event = FeedbackJson.parse(line);

    assertThat(event.userQuery()).isNull();
    assertThat(event.timestamp()).isEqualTo(NOON);
  }

  @Test
  void read_withoutTimestamp_isOfItsReceipt() {
    String line = SEARCH.replace("\"timestamp\":\"2026-11-28T12:00:00Z\",", "");

    assertThat(FeedbackJson.read(FeedbackJson.tree(line), NOON))
        .isEqualTo(FeedbackJson.parse(SEARCH));
    assertInvalid(line, "timestamp", "", "an ISO 8601 instant of the years 2000 to 2099");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"e1\"|1|event_id|1|a string",
        "\"e1\"|\"\"|event_id|~~|1..64 code points",
        "\"e1\"|null|event_id|~~|1..64 code points",
        "\"search\"|\"view\"|action_name|view|one of impression, click, search, item_click, order",
        "\"search\"|null|action_name|~~|one of impression, click, search, item_click, order",
        "\"c1\"|null|client_id|~~|1..128 code points",
        "\"c1\"|\"c\",\"user_id\":7|user_id|7|a string",
        "\"q1\"|null|query_id|~~|1..128 code points",
        "\"Red Shoes\"|null|user_query|~~|present",
        "\"Red Shoes\"|\" \\t\"|user_query|~ \t~|a query, not blank",
        "\"Red Shoes\"|\"\\ud800\"|user_query|\ud800|no lone surrogates",
        "\"2026-11-28T12:00:00Z\"|\"noon\"|timestamp|noon|an ISO 8601 instant of the years 2000 to 2099",
        "\"2026-11-28T12:00:00Z\"|\"+200000-01-01T00:00:00Z\"|timestamp|+200000-01-01T00:00:00Z|an ISO 8601 instant of the years 2000 to 2099",
        "\"2026-11-28T12:00:00Z\"|1764331200000|timestamp|1764331200000|a string",
        "\"search\"|\"impression\"|event_attributes.shown|~~|an array of at most 50 strings",
        "\"search\"|\"click\"|event_attributes.object.object_id|~~|1..256 code points",
        "\"search\"|\"order\"|event_attributes.object.object_id|~~|1..256 code points",
      })
  void parse_brokenRule_namesFieldValueAndRule(
      String from, String to, String field, String value, String rule) {
    assertInvalid(SEARCH.replace(from, to), field, value, rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[]|event_attributes|[]|an object",
        "{\"object\":\"o\"}|event_attributes.object|\"o\"|an object",
        "{\"position\":{\"ordinal\":0}}|event_attributes.position.ordinal|0|a whole number, 1..1000",
        "{\"position\":{\"ordinal\":1.5}}|event_attributes.position.ordinal|1.5|a whole number, 1..1000",
        "{\"position\":{\"ordinal\":99999999999}}|event_attributes.position.ordinal|99999999999|a whole number, 1..1000",
        "{\"amount\":\"3\"}|event_attributes.amount|\"3\"|a number, 0..1000000000000",
        "{\"amount\":-0.01}|event_attributes.amount|-0.01|a number, 0..1000000000000",
        "{\"amount\":1e999999}|event_attributes.amount|1E+999999|a number, 0..1000000000000",
        "{\"amount\":1000000000000.0000001}|event_attributes.amount|1000000000000.0000001|a number, 0..1000000000000",
        "{\"amount\":-1e-999999999}|event_attributes.amount|-1E-999999999|a number, 0..1000000000000",
        "{\"took_millis\":600001}|event_attributes.took_millis|600001|a number, 0..600000",
        "{\"took_millis\":-1}|event_attributes.took_millis|-1|a number, 0..600000",
      })
  void parse_brokenAttribute_namesFieldValueAndRule(
      String attributes, String field, String value, String rule) {
    String line = SEARCH.replace("\"}", "\",\"event_attributes\":" + attributes + "}");

    assertInvalid(line, field, value, rule);
  }

  @ParameterizedTest
  @CsvSource({
    "12.50,12.50",
    "13.049999999999999,13.050000",
    "0.30000000000000004,0.300000",
    "0.0000005,0.000001",
    "0.00000049,0.000000",
    "12.5000000000,12.500000",
    "1e-999999999,0",
    "0e-999999999,0",
    "1E+12,1E+12",
  })
  void parse_amount_isKeptWithSixDecimals(String written, String kept) {
    String line = SEARCH.replace("\"}", "\",\"event_attributes\":{\"amount\":" + written + "}}");

    FeedbackEvent event = FeedbackJson.parse(line);

    assertThat(event.attributes().amount()).isEqualTo(new BigDecimal(kept));
    assertThat(FeedbackJson.parse(FeedbackJson.write(event))).isEqualTo(event);
  }

  @Test
  void parse_tookMillisOfAFloat_isRounded() {
    String line =
        SEARCH.replace("\"}", "\",\"event_attributes\":{\"took_millis\":4.1999999999999993}}");

    assertThat(FeedbackJson.parse(line).attributes().tookMillis()).isEqualTo(4.2);
  }

  @Test
  void parse_shownOfAnotherShape_invalid() {
    String line =
        SEARCH.replace("search", "impression").replace("\"}", "\",\"event_attributes\":{SHOWN}}");

    assertInvalid(
        line.replace("SHOWN", "\"shown\":\"a\""),
        "event_attributes.shown",
        "\"a\"",
        "an array of at most 50 strings");
    assertInvalid(
        line.replace("SHOWN", "\"shown\":[\"a\",2]"), "event_attributes.shown[1]", "2", "a string");
  }

  @Test
  void parse_clickWithoutPosition_invalid() {
    String line =
        SEARCH
            .replace("search", "click")
            .replace("\"}", "\",\"event_attributes\":{\"object\":{\"object_id\":\"o\"}}}");

    assertInvalid(line, "event_attributes.position.ordinal", "", "a whole number, 1..1000");
  }

  @Test
  void parse_lengthAtTheBound_isRead() {
    assertThat(FeedbackJson.parse(SEARCH.replace("Red Shoes", "👟".repeat(128))).userQuery())
        .hasSize(256);
    String tooLong = "👟".repeat(129);
    assertInvalid(
        SEARCH.replace("Red Shoes", tooLong), "user_query", tooLong, "at most 128 code points");
    String grows = "\ufdfa".repeat(100);
    assertInvalid(
        SEARCH.replace("Red Shoes", grows),
        "user_query",
        grows,
        "a normal form of at most 128 code points");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {"~~", "{", "{} {}", "{\"a\":1,\"a\":1}"})
  void parse_notJson_invalid(String line) {
    assertThatExceptionOfType(InvalidFeedbackException.class)
        .isThrownBy(() -> FeedbackJson.parse(line));
  }

  @Test
  void parse_notAnObject_invalid() {
    assertInvalid("[1]", "event", "[1]", "a JSON object");
  }

  @Test
  void parse_lineThatWasCutOrDamaged_isReadOrInvalid() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      StringBuilder line = new StringBuilder(SEARCH);
      line.setCharAt(random.nextInt(line.length()), (char) (32 + random.nextInt(95)));
      line.setLength(random.nextInt(line.length() + 1));
      try {
        FeedbackEvent event = FeedbackJson.parse(line.toString());
        assertThat(FeedbackJson.parse(FeedbackJson.write(event))).isEqualTo(event);
      } catch (InvalidFeedbackException e) {
        assertThat(e.rule()).isNotEmpty();
      }
    }
  }

  private static void assertInvalid(String line, String field, String value, String rule) {
    assertThatExceptionOfType(InvalidFeedbackException.class)
        .isThrownBy(() -> FeedbackJson.parse(line))
        .satisfies(
            e -> {
              assertThat(e.field()).isEqualTo(field);
              assertThat(e.value()).isEqualTo(value);
              assertThat(e.rule()).isEqualTo(rule);
            });
  }
}
