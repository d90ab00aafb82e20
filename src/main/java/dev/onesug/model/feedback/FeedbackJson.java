package dev.onesug.model.feedback;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An event as JSON, with the standard's names of its members. */
public final class FeedbackJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private FeedbackJson() {}

  /** The event in one line, without the line's end. */
  public static String write(FeedbackEvent event) {
    ObjectNode json = JSON.createObjectNode();
    json.put("event_id", event.eventId());
    json.put("action_name", event.action().label());
    json.put("timestamp", event.timestamp().toString());
    json.put("client_id", event.actor().clientId());
    put(json, "session_id", event.actor().sessionId());
    put(json, "user_id", event.actor().userId());
    json.put("query_id", event.queryId());
    put(json, "user_query", event.userQuery());
    ObjectNode attributes = attributes(event);
    if (!attributes.isEmpty()) {
      json.set("event_attributes", attributes);
    }
    return JSON.writeValueAsString(json);
  }

  /**
   * Reads a line that {@link #write} made, or one like it.
   *
   * @throws InvalidFeedbackException if it is not JSON, lacks what is required, the timestamp
   *     included, or breaks a rule
   */
  public static FeedbackEvent parse(String line) {
    return EventReader.read(tree(line), null);
  }

  /**
   * Reads an event.
   *
   * @param received its time if it has none of its own
   * @throws InvalidFeedbackException if it lacks what is required or breaks a rule
   */
  public static FeedbackEvent read(JsonNode event, Instant received) {
    return EventReader.read(event, received);
  }

  /**
   * JSON of any shape, read as events have to be: without repeated members, decimals exact.
   *
   * @throws InvalidFeedbackException if it is not JSON
   */
  public static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JacksonException e) {
      throw new InvalidFeedbackException("event", json, "JSON");
    }
  }

  private static ObjectNode attributes(FeedbackEvent event) {
    EventAttributes told = event.attributes();
    ObjectNode json = JSON.createObjectNode();
    if (told.objectId() != null) {
      json.putObject("object").put("object_id", told.objectId());
    }
    if (told.ordinal() != null) {
      json.putObject("position").put("ordinal", told.ordinal());
    }
    if (event.action() == Action.IMPRESSION) {
      told.shown().forEach(json.putArray("shown")::add);
    }
    put(json, "suggest_request_id", told.suggestRequestId());
    if (told.amount() != null) {
      json.put("amount", told.amount());
    }
    put(json, "experiment", told.experiment());
    put(json, "variant", told.variant());
    put(json, "model_version", told.modelVersion());
    if (told.tookMillis() != null) {
      json.put("took_millis", told.tookMillis());
    }
    return json;
  }

  private static void put(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
