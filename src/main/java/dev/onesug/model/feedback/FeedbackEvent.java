package dev.onesug.model.feedback;

import dev.onesug.model.text.QueryText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody did.
 *
 * @param eventId names the event: what comes twice is one event
 * @param timestamp when it was done, by the front-end's clock
 * @param queryId impression and click: the {@code requestId} of the answer of {@code /suggest};
 *     search: an id that the front-end made; item click and order: that of the search they follow
 * @param userQuery impression and click: the text in the box; search: the query that was sent, as
 *     it was sent; null only for item clicks and orders
 */
public record FeedbackEvent(
    String eventId,
    Action action,
    Instant timestamp,
    Actor actor,
    String queryId,
    @Nullable String userQuery,
    EventAttributes attributes) {

  /** The normal form of {@link #userQuery}; empty where there is none. */
  public String query() {
    return userQuery == null ? "" : QueryText.normalise(userQuery);
  }

  /** The same, done by somebody else. */
  public FeedbackEvent by(Actor other) {
    return new FeedbackEvent(eventId, action, timestamp, other, queryId, userQuery, attributes);
  }

  /** The same, done at another time. */
  public FeedbackEvent at(Instant time) {
    return new FeedbackEvent(eventId, action, time, actor, queryId, userQuery, attributes);
  }
}
