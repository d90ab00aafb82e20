package dev.onesug.model.feedback;

import dev.onesug.model.text.QueryText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rules of an event's members; members that are unknown are ignored. */
final class EventReader {
  private static final int MAX_EVENT_ID = 64;
  private static final int MAX_NAME = 128;
  private static final int MAX_ITEM = 256;
  private static final int MAX_SHOWN = 50;
  private static final int MAX_ORDINAL = 1000;
  private static final BigDecimal MAX_AMOUNT = new BigDecimal("1000000000000");
  private static final BigDecimal MAX_MILLIS = new BigDecimal("600000");

  /** Numbers with more are rounded to so many. */
  private static final int DECIMALS = 6;

  /** What every reader of a time can count with. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  private final JsonFields event;
  private final JsonFields attributes;
  private final Action action;

  private EventReader(JsonFields event) {
    this.event = event;
    attributes = event.inner("event_attributes");
    action = action(event);
  }

  static FeedbackEvent read(JsonNode node, @Nullable Instant received) {
    return new EventReader(JsonFields.of(node)).event(received);
  }

  private FeedbackEvent event(@Nullable Instant received) {
    return new FeedbackEvent(
        event.requiredName("event_id", MAX_EVENT_ID),
        action,
        timestamp(received),
        new Actor(
            event.requiredName("client_id", MAX_NAME),
            event.name("session_id", MAX_NAME),
            event.name("user_id", MAX_NAME)),
        event.requiredName("query_id", MAX_NAME),
        userQuery(),
        attributes());
  }

  private static Action action(JsonFields event) {
    String name = event.text("action_name", Integer.MAX_VALUE);
    Action action = name == null ? null : Action.find(name);
    if (action == null) {
      throw event.invalid("action_name", name == null ? "" : name, "one of " + Action.LABELS);
    }
    return action;
  }

  private Instant timestamp(@Nullable Instant received) {
    String written = event.text("timestamp", Integer.MAX_VALUE);
    Instant time = written == null ? received : parsed(written);
    if (time == null || time.isBefore(EARLIEST) || !time.isBefore(LATEST)) {
      String rule = "an ISO 8601 instant of the years 2000 to 2099";
      throw event.invalid("timestamp", written == null ? "" : written, rule);
    }
    return time;
  }

  private static @Nullable Instant parsed(String written) {
    try {
      return Instant.parse(written);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The box may be empty when suggestions are shown; what is searched for may not. */
  private @Nullable String userQuery() {
    String text = event.text("user_query", QueryText.MAX_CODE_POINTS);
    if (text == null && action != Action.ITEM_CLICK && action != Action.ORDER) {
      throw event.invalid("user_query", "", "present");
    }
    if (text == null) {
      return null;
    }
    String normal = QueryText.normalise(text);
    if (action == Action.SEARCH && normal.isEmpty()) {
      throw event.invalid("user_query", text, "a query, not blank");
    }
    if (normal.codePointCount(0, normal.length()) > QueryText.MAX_CODE_POINTS) {
      String rule = "a normal form of at most " + QueryText.MAX_CODE_POINTS + " code points";
      throw event.invalid("user_query", text, rule);
    }
    return text;
  }

  private EventAttributes attributes() {
    BigDecimal took = attributes.amount("took_millis", MAX_MILLIS, DECIMALS);
    return new EventAttributes(
        objectId(),
        ordinal(),
        shown(),
        attributes.name("suggest_request_id", MAX_NAME),
        attributes.amount("amount", MAX_AMOUNT, DECIMALS),
        attributes.name("experiment", MAX_NAME),
        attributes.name("variant", MAX_NAME),
        attributes.name("model_version", MAX_NAME),
        took == null ? null : took.doubleValue());
  }

  private @Nullable String objectId() {
    JsonFields object = attributes.inner("object");
    return action == Action.IMPRESSION || action == Action.SEARCH
        ? object.name("object_id", MAX_ITEM)
        : object.requiredName("object_id", MAX_ITEM);
  }

  private @Nullable Integer ordinal() {
    JsonFields position = attributes.inner("position");
    Integer ordinal = position.whole("ordinal", 1, MAX_ORDINAL);
    if (ordinal == null && action == Action.CLICK) {
      throw position.invalid("ordinal", "", "a whole number, 1.." + MAX_ORDINAL);
    }
    return ordinal;
  }

  private List<String> shown() {
    if (action != Action.IMPRESSION) {
      return List.of();
    }
    List<String> shown = attributes.texts("shown", MAX_SHOWN, QueryText.MAX_CODE_POINTS);
    if (shown == null) {
      throw attributes.invalid("shown", "", "an array of at most " + MAX_SHOWN + " strings");
    }
    return shown;
  }
}
