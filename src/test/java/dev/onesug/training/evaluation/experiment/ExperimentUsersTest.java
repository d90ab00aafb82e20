package dev.onesug.training.evaluation.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.onesug.model.feedback.Action;
import dev.onesug.model.feedback.Actor;
import dev.onesug.model.feedback.EventAttributes;
import dev.onesug.model.feedback.FeedbackEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExperimentUsersTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
  private static final Actor SOMEBODY = Actor.ofClient("c1");

  private static ExperimentUsers users() {
    return new ExperimentUsers(ExperimentSettings.of("box"), UserGroups.NONE);
  }

  private static FeedbackEvent search(Actor actor, Instant time, @Nullable String variant) {
    return search(actor, time, variant == null ? null : "box", variant);
  }

  private static FeedbackEvent search(
      Actor actor, Instant time, @Nullable String experiment, @Nullable String variant) {
    EventAttributes attributes =
        new EventAttributes(null, null, List.of(), null, null, experiment, variant, null, null);
    return new FeedbackEvent("e", Action.SEARCH, time, actor, "q", "shoes", attributes);
  }

  @Test
  void add_eventsAfterTheFirstWithAVariant_countThoughTheyNameNone() {
    ExperimentUsers users = users();
    users.add(search(SOMEBODY, NOON, "new"));
    users.add(search(SOMEBODY, NOON, null));
    users.add(search(SOMEBODY, NOON, "another experiment", "x"));

    assertThat(users.users())
        .singleElement()
        .satisfies(
            user -> {
              assertThat(user.searches()).isEqualTo(3);
              assertThat(user.variant()).isEqualTo("new");
              assertThat(user.crossedOver()).isFalse();
              assertThat(user.traits().seenBefore()).isFalse();
            });
  }

  @Test
  void add_eventsBeforeTheFirstWithAVariant_areHistory() {
    ExperimentUsers users = users();
    users.add(search(SOMEBODY, NOON, null));
    users.add(search(SOMEBODY, NOON, "new"));

    assertThat(users.users())
        .singleElement()
        .satisfies(
            user -> {
              assertThat(user.searches()).isEqualTo(1);
              assertThat(user.traits().seenBefore()).isTrue();
            });
  }

  @Test
  void add_secondVariant_isACrossing() {
    ExperimentUsers users = users();
    users.add(search(SOMEBODY, NOON, "new"));
    users.add(search(SOMEBODY, NOON, "control"));
    users.add(search(Actor.ofClient("c2"), NOON, "control"));

    assertThat(users.users()).extracting(UserOutcome::crossedOver).containsOnlyOnce(true);
  }

  @Test
  void add_sameNameOfAUserAndOfABrowser_areTwo() {
    ExperimentUsers users = users();
    users.add(search(new Actor("c1", null, "x"), NOON, "new"));
    users.add(search(new Actor("c2", null, "x"), NOON, "new"));
    users.add(search(Actor.ofClient("x"), NOON, "new"));

    assertThat(users.users())
        .extracting(user -> user.traits().signedIn() + " " + user.searches())
        .containsExactlyInAnyOrder("true 2", "false 1");
  }

  /** A shared cache gives one answer, with its id, to both. */
  @Test
  void add_oneAnswerOfTwoBrowsers_countsForEachItsOwn() {
    ExperimentUsers users = users();
    Actor other = Actor.ofClient("c2");
    for (Actor actor : List.of(SOMEBODY, other)) {
      users.add(event(Action.IMPRESSION, actor, "r", "sh", null));
    }
    users.add(event(Action.CLICK, SOMEBODY, "r", "sh", null));
    users.add(event(Action.SEARCH, other, "q2", "shoes", "r"));
    users.add(event(Action.SEARCH, SOMEBODY, "q1", "shoes", "r"));

    assertThat(users.users())
        .extracting(
            UserOutcome::lists,
            UserOutcome::choices,
            UserOutcome::searches,
            UserOutcome::searchesByChoice)
        .containsExactlyInAnyOrder(tuple(1, 1, 1, 1), tuple(1, 0, 1, 0));
  }

  private static FeedbackEvent event(
      Action action, Actor actor, String query, String text, @Nullable String list) {
    EventAttributes attributes =
        new EventAttributes("shoes", 1, List.of("shoes"), list, null, "box", "new", null, null);
    return new FeedbackEvent("e", action, NOON, actor, query, text, attributes);
  }

  @Test
  void add_outsideTheTime_isHistoryOrLeftOut() {
    ExperimentSettings settings =
        new ExperimentSettings(
            "box",
            "control",
            ExperimentMetric.ORDERS,
            0.05,
            100,
            Map.of(),
            NOON,
            NOON.plusSeconds(60));
    ExperimentUsers users = new ExperimentUsers(settings, UserGroups.NONE);
    users.add(search(SOMEBODY, NOON.minusSeconds(1), "old"));
    users.add(search(SOMEBODY, NOON, "new"));
    users.add(search(SOMEBODY, NOON.plusSeconds(60), "late"));

    assertThat(users.traffic()).containsOnlyKeys("new");
    assertThat(users.users())
        .singleElement()
        .satisfies(user -> assertThat(user.traits().seenBefore()).isTrue());
  }

  @Test
  void add_moreVariantsThanAnybodyMeans_isRefused() {
    ExperimentUsers users = users();
    for (int variant = 10; variant < 60; variant++) {
      users.add(search(SOMEBODY, NOON, "v" + variant));
    }

    assertThatThrownBy(() -> users.add(search(SOMEBODY, NOON, "v60")))
        .hasMessage("variant: v60 (expected: at most 50 variants of box)");
  }
}
