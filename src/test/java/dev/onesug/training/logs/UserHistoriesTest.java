package dev.onesug.training.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.text.History;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserHistoriesTest {
  private static final long MINUTE = 60_000;

  private final UserHistories histories = new UserHistories();

  @Test
  void before_gapsOfHalfAnHourAtMost_areOneSession() {
    histories.add("ann", "sofa", 0);
    histories.add("ann", "lamp", 31 * MINUTE);
    histories.add("ann", "desk", 60 * MINUTE);
    histories.add("bob", "rug", 61 * MINUTE);

    assertThat(histories.before("ann", 90 * MINUTE))
        .isEqualTo(new History(List.of("desk", "lamp", "sofa"), 2));
    assertThat(histories.before("ann", 90 * MINUTE + 1))
        .isEqualTo(new History(List.of("desk", "lamp", "sofa"), 0));
    assertThat(histories.before("eve", 0)).isEqualTo(History.NONE);
  }

  @Test
  void before_queryRepeated_doesNotBreakTheSession() {
    histories.add("ann", "sofa", 0);
    histories.add("ann", "lamp", 20 * MINUTE);
    histories.add("ann", "lamp", 45 * MINUTE);
    assertThat(histories.before("ann", 50 * MINUTE))
        .isEqualTo(new History(List.of("lamp", "sofa"), 2));
  }

  @Test
  void add_sessions_areOfOneUserAndHaveNoLongGap() {
    int first = histories.add("ann", "sofa", 0);
    assertThat(histories.add("ann", "lamp", 30 * MINUTE)).isEqualTo(first);
    assertThat(histories.add("ann", "lamp", 61 * MINUTE)).isNotEqualTo(first);
    assertThat(histories.add("bob", "sofa", 0)).isNotEqualTo(first);
  }

  @Test
  void before_queryOfTheSameInstant_isNotEarlier() {
    histories.add("ann", "sofa", 5);
    assertThat(histories.before("ann", 5)).isEqualTo(History.NONE);
  }
}
