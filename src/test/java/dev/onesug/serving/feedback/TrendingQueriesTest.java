package dev.onesug.serving.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.feedback.Actor;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrendingQueriesTest {
  private Instant now = Events.NOON;
  private int events;
  private final TrendingQueries trending =
      new TrendingQueries(new TrendingSettings(Duration.ofHours(1), 3), () -> now);

  @AfterEach
  void close() {
    trending.close();
  }

  @Test
  void queries_searchedByEnough_theMostSearchedFirst() {
    browsers("lamp", 0, 3);
    browsers("Desk ", 0, 4);
    browsers("chair", 0, 2);

    assertThat(trending.queries()).isEmpty();
    trending.refresh();
    assertThat(trending.queries()).containsExactly("desk", "lamp");
  }

  @Test
  void queries_oneBrowserSearchesAgainAndAgain_countsOnce() {
    browsers("lamp", 0, 4);
    browsers("desk", 0, 3);
    for (int i = 0; i < 1000; i++) {
      browsers("desk", 0, 1);
      browsers("secret", 0, 1);
    }

    trending.refresh();

    assertThat(trending.queries()).containsExactly("lamp", "desk");
  }

  @Test
  void queries_oneBrowserForDays_staysBelowTheNumberOfSearchers() {
    for (int i = 0; i < 100; i++) {
      browsers("secret", 0, 1);
      now = now.plus(Duration.ofMinutes(61));
    }
    trending.refresh();

    assertThat(trending.queries()).isEmpty();
  }

  @Test
  void queries_twoBrowsersOfOneUser_areOneSearcher() {
    for (String client : new String[] {"a", "b", "c"}) {
      trending.searched(Events.search("e" + client, "lamp", new Actor(client, null, "ann"), now));
    }
    trending.refresh();

    assertThat(trending.queries()).isEmpty();
  }

  @Test
  void queries_newSearchesOutweighOldOnes() {
    browsers("lamp", 0, 7);
    now = now.plus(Duration.ofHours(1));
    browsers("desk", 0, 4);
    trending.refresh();
    assertThat(trending.queries()).containsExactly("desk", "lamp");

    browsers("lamp", 10, 11);
    trending.refresh();
    assertThat(trending.queries()).containsExactly("lamp", "desk");
  }

  @Test
  void queries_longAgo_areForgotten() {
    browsers("lamp", 0, 3);
    now = now.plus(Duration.ofHours(8));
    trending.refresh();
    assertThat(trending.queries()).containsExactly("lamp");

    now = now.plusMillis(1);
    trending.refresh();
    assertThat(trending.queries()).isEmpty();
  }

  @Test
  void searched_eventThatComesLate_isNotCounted() {
    for (int i = 0; i < 3; i++) {
      trending.searched(
          Events.search(
              "e" + i, "lamp", Actor.ofClient("c" + i), now.minus(Duration.ofMinutes(61))));
    }
    trending.refresh();

    assertThat(trending.queries()).isEmpty();
  }

  @Test
  void queries_manyDifferentOnes_memoryIsBounded() {
    for (int i = 0; i < 30_000; i++) {
      browsers("query " + i, 0, 3);
    }
    trending.refresh();

    assertThat(trending.queries()).hasSizeLessThanOrEqualTo(100);
  }

  @Test
  void settings_outside_areRefused() {
    assertThatThrownBy(() -> new TrendingSettings(Duration.ofSeconds(59), 5))
        .hasMessage("half-life: PT59S (expected: at least PT1M)");
    assertThatThrownBy(() -> new TrendingSettings(Duration.ofHours(1), 0))
        .hasMessage("min-searchers: 0 (expected: 1..100)");
  }

  private void browsers(String query, int from, int to) {
    for (int i = from; i < to; i++) {
      trending.searched(Events.search("e" + events++, query, Actor.ofClient("c" + i), now));
    }
  }
}
