package dev.onesug.training.evaluation.experiment;

import dev.onesug.model.feedback.EventAttributes;
import dev.onesug.model.feedback.FeedbackEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one user did since they first got a variant, as sums: about 150 bytes, however much that
 * was. Positions count from 1.
 */
final class UserOutcome {
  private final String variant;
  private final UserTraits traits;
  private boolean crossedOver;

  private int lists;
  private int choices;
  private int positions;
  private int lettersBeforeChoices;
  private int searches;
  private int searchesByChoice;
  private double reciprocalRanks;
  private int letters;
  private int itemClicks;
  private int orders;
  private double revenue;
  private int timed;
  private double millis;
  private @Nullable Choice last;

  /** A suggestion that was chosen and may become a search. */
  private record Choice(String requestId, String text, int position, int typed) {

    /**
     * A search names the list that it came from; where the front-end does not, the text must do.
     */
    boolean ledTo(FeedbackEvent search) {
      String list = search.attributes().suggestRequestId();
      return list != null ? list.equals(requestId) : text.equals(search.userQuery());
    }
  }

  /**
   * A user who did nothing yet.
   *
   * @param variant that they got first
   */
  UserOutcome(String variant, UserTraits traits) {
    this.variant = variant;
    this.traits = traits;
  }

  /** Notes that the user got a variant; a second one makes them useless for a comparison. */
  void got(String name) {
    crossedOver |= !variant.equals(name);
  }

  void add(FeedbackEvent event) {
    EventAttributes told = event.attributes();
    switch (event.action()) {
      case IMPRESSION -> {
        lists++;
        time(told.tookMillis());
      }
      case CLICK -> choose(event);
      case SEARCH -> search(event);
      case ITEM_CLICK -> itemClicks++;
      case ORDER -> {
        orders++;
        revenue += told.amount() == null ? 0 : told.amount().doubleValue();
      }
    }
  }

  private void time(@Nullable Double took) {
    if (took != null) {
      timed++;
      millis += took;
    }
  }

  private void choose(FeedbackEvent click) {
    int position = Objects.requireNonNullElse(click.attributes().ordinal(), 1);
    int typed = letters(click.userQuery());
    String text = Objects.requireNonNullElse(click.attributes().objectId(), "");
    choices++;
    positions += position;
    lettersBeforeChoices += typed;
    last = new Choice(click.queryId(), text, position, typed);
  }

  private void search(FeedbackEvent search) {
    Choice choice = last;
    searches++;
    if (choice != null && choice.ledTo(search)) {
      searchesByChoice++;
      reciprocalRanks += 1.0 / choice.position();
      letters += choice.typed();
    } else {
      letters += letters(search.userQuery());
    }
    last = null;
  }

  private static int letters(@Nullable String text) {
    return text == null ? 0 : text.codePointCount(0, text.length());
  }

  String variant() {
    return variant;
  }

  UserTraits traits() {
    return traits;
  }

  boolean crossedOver() {
    return crossedOver;
  }

  int lists() {
    return lists;
  }

  int choices() {
    return choices;
  }

  int positions() {
    return positions;
  }

  int lettersBeforeChoices() {
    return lettersBeforeChoices;
  }

  int searches() {
    return searches;
  }

  int searchesByChoice() {
    return searchesByChoice;
  }

  double reciprocalRanks() {
    return reciprocalRanks;
  }

  int letters() {
    return letters;
  }

  int itemClicks() {
    return itemClicks;
  }

  int orders() {
    return orders;
  }

  double revenue() {
    return revenue;
  }

  int timed() {
    return timed;
  }

  double millis() {
    return millis;
  }
}
