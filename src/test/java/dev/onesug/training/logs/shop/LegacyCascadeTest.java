package dev.onesug.training.logs.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LegacyCascadeTest {
  private final LegacyCascade cascade =
      LegacyCascade.of(
          Map.of(
              "lamp",
              50,
              "lamp shade",
              40,
              "desk lamp",
              30,
              "laptop",
              90,
              "laptop stand",
              9,
              "led strip",
              5));

  @Test
  void suggest_prefix_ranksCompletionsByPopularity() {
    assertThat(cascade.suggest("lap", List.of(), 5)).containsExactly("laptop", "laptop stand");
  }

  @Test
  void suggest_laterWord_isRecalledToo() {
    assertThat(cascade.suggest("lamp", List.of(), 5))
        .containsExactly("lamp", "lamp shade", "desk lamp");
  }

  @Test
  void suggest_history_liftsRelatedQueries() {
    assertThat(cascade.suggest("lamp", List.of("lamp shade"), 5).get(0)).isEqualTo("lamp shade");
  }

  @Test
  void suggest_slip_isMended() {
    assertThat(cascade.suggest("lpatop", List.of(), 5)).contains("laptop");
    assertThat(cascade.suggest("zzzzzz", List.of(), 5)).isEmpty();
  }

  @Test
  void suggest_limit_isKept() {
    assertThat(cascade.suggest("l", List.of(), 2)).hasSize(2);
    assertThat(cascade.suggest("l", List.of(), 0)).isEmpty();
  }
}
