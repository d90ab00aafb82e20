package dev.onesug.model.feedback;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event tells beyond who did what and when; each action has its own part of it.
 *
 * @param objectId click: the suggestion's text; item click and order: the item
 * @param ordinal click: position in the list, from 1
 * @param shown impression: the texts that were shown, in order
 * @param suggestRequestId search: the {@code requestId} of the last answer that was shown before it
 * @param amount order: money, at least 0, at most 6 decimals
 * @param experiment the experiment that the front-end was told of
 * @param variant the arm of that experiment
 * @param modelVersion impression: the version that answered
 * @param tookMillis impression: what the answer said of its time, milliseconds
 */
public record EventAttributes(
    @Nullable String objectId,
    @Nullable Integer ordinal,
    List<String> shown,
    @Nullable String suggestRequestId,
    @Nullable BigDecimal amount,
    @Nullable String experiment,
    @Nullable String variant,
    @Nullable String modelVersion,
    @Nullable Double tookMillis) {

  /** Nothing is told. */
  public static final EventAttributes NONE =
      new EventAttributes(null, null, List.of(), null, null, null, null, null, null);

  public EventAttributes {
    shown = List.copyOf(shown);
  }
}
