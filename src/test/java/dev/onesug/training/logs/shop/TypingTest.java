package dev.onesug.training.logs.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TypingTest {
  private static final int DRAWS = 300_000;

  @Test
  void ordersAndSlips_together_areWhatIsTyped() {
    Map<String, Double> expected = new HashMap<>();
    for (TypedText order : Typing.orders("mugs to go")) {
      double clean = order.chance() * (1 - Typing.SLIPPED);
      expected.merge(order.text(), clean, Double::sum);
      for (TypedText slip : Typing.slipped(order.text())) {
        expected.merge(slip.text(), order.chance() * Typing.SLIPPED * slip.chance(), Double::sum);
      }
    }

    SplittableRandom random = new SplittableRandom(4);
    Map<String, Double> drawn = new HashMap<>();
    for (int i = 0; i < DRAWS; i++) {
      drawn.merge(Typing.typed("mugs to go", random), 1.0 / DRAWS, Double::sum);
    }

    assertThat(expected.values().stream().mapToDouble(d -> d).sum()).isCloseTo(1, offset(1e-9));
    assertThat(expected.keySet()).containsAll(drawn.keySet());
    expected.forEach(
        (text, chance) ->
            assertThat(drawn.getOrDefault(text, 0.0))
                .as(text)
                .isCloseTo(chance, offset(5 * Math.sqrt(chance / DRAWS))));
  }

  @Test
  void orders_oneWord_isItself() {
    assertThat(Typing.orders("lamp")).containsExactly(new TypedText("lamp", 1));
  }

  @Test
  void glances_chances_addUpToOne() {
    for (Glances glance : Glances.values()) {
      double sum = 0;
      for (int letters = 0; letters <= 20; letters++) {
        sum += glance.chance(letters);
      }
      assertThat(sum).isCloseTo(1, offset(1e-12));
    }
  }
}
