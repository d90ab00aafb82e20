package dev.onesug.serving.http;

import dev.onesug.model.feedback.FeedbackEvent;
import dev.onesug.model.feedback.FeedbackJson;
import dev.onesug.model.feedback.InvalidFeedbackException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A body of events: one, or an array of them. */
final class EventsBody {
  private static final int MAX_EVENTS = 100;
  private static final String RULE = "an event or an array of 1.." + MAX_EVENTS + " events, JSON";

  private EventsBody() {}

  /**
   * Reads events. A time after their receipt is taken as that of their receipt: clocks of browsers
   * run fast.
   *
   * @throws InvalidInputException if one of them breaks a rule
   */
  static List<FeedbackEvent> parse(byte[] bytes, Instant received) {
    String text = StrictUtf8.decode("body", ByteBuffer.wrap(bytes));
    JsonNode root = tree(text);
    if (!root.isArray()) {
      return List.of(event(root, "", text, received));
    }
    if (root.isEmpty() || root.size() > MAX_EVENTS) {
      throw new InvalidInputException("body", root.size() + " events", RULE);
    }
    List<FeedbackEvent> events = new ArrayList<>();
    for (int i = 0; i < root.size(); i++) {
      JsonNode node = root.get(i);
      events.add(event(node, "[" + i + "]", node.toString(), received));
    }
    return List.copyOf(events);
  }

  private static JsonNode tree(String text) {
    try {
      return FeedbackJson.tree(text);
    } catch (InvalidFeedbackException e) {
      throw new InvalidInputException("body", text, RULE);
    }
  }

  private static FeedbackEvent event(JsonNode node, String place, String text, Instant received) {
    if (!node.isObject()) {
      String field = place.isEmpty() ? "body" : place;
      throw new InvalidInputException(field, text, place.isEmpty() ? RULE : "a JSON object");
    }
    try {
      FeedbackEvent event = FeedbackJson.read(node, received);
      return event.timestamp().isAfter(received) ? event.at(received) : event;
    } catch (InvalidFeedbackException e) {
      String field = place.isEmpty() ? e.field() : place + "." + e.field();
      throw new InvalidInputException(field, e.value(), e.rule());
    }
  }
}
