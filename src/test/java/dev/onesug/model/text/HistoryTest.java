package dev.onesug.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

  @Test
  void history_queryThatComesAgain_standsWhereItWasSearchedLast() {
    History history = new History(List.of("a", "b", "a", "c", "b"), 3);
    assertThat(history.queries()).containsExactly("a", "b", "c");
    assertThat(history.inSession()).isEqualTo(2);
  }

  @Test
  void untimed_latestQuery_isOfTheSession() {
    assertThat(History.untimed(List.of("a", "b")).inSession()).isEqualTo(1);
    assertThat(History.untimed(List.of())).isEqualTo(History.NONE);
  }

  @Test
  void history_moreInSessionThanThereAre_isRefused() {
    assertThatThrownBy(() -> new History(List.of("a"), 2))
        .hasMessage("inSession: 2 (expected: 0..1)");
  }
}
