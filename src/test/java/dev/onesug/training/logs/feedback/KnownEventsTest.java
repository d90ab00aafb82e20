package dev.onesug.training.logs.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.feedback.Action;
import dev.onesug.model.feedback.Actor;
import dev.onesug.model.feedback.EventAttributes;
import dev.onesug.model.feedback.FeedbackEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownEventsTest {
  private static FeedbackEvent event(String id) {
    EventAttributes attributes =
        new EventAttributes(null, null, List.of(), null, null, null, null, null, null);
    return new FeedbackEvent(
        id, Action.SEARCH, Instant.EPOCH, Actor.ofClient("c"), "q", "shoes", attributes);
  }

  @Test
  void isNew_sameIdAgain_isNot() {
    KnownEvents known = new KnownEvents();

    assertThat(known.isNew(event("1"))).isTrue();
    assertThat(known.isNew(event("2"))).isTrue();
    assertThat(known.isNew(event("1"))).isFalse();
    assertThat(known.isNew(event("1"))).isFalse();
  }

  @Test
  void isNew_asManyOthersAsAreRemembered_forgetTheOldest() {
    KnownEvents known = new KnownEvents(2);
    known.isNew(event("1"));
    known.isNew(event("2"));
    assertThat(known.isNew(event("1"))).isFalse();

    known.isNew(event("3"));

    assertThat(known.isNew(event("2"))).isFalse();
    assertThat(known.isNew(event("1"))).isTrue();
  }
}
