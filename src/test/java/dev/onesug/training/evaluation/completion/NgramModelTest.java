package dev.onesug.training.evaluation.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NgramModelTest {
  private static final int SYMBOLS = 5;
  private static final int END = SYMBOLS;
  private static final double BASE = 1.0 / (SYMBOLS + 1);

  private static List<int[]> randomSequences() {
    Random random = new Random(3);
    return IntStream.range(0, 60)
        .mapToObj(i -> random.ints(1 + random.nextInt(4), 0, SYMBOLS).toArray())
        .toList();
  }

  @Test
  void probability_anyHistory_sumsToOne() {
    NgramModel model = NgramModel.of(randomSequences(), SYMBOLS, 3);
    for (int[] history :
        List.of(new int[] {}, new int[] {2}, new int[] {0, 1, 4}, new int[] {-1})) {
      int[] contexts = model.contexts(history);
      double sum =
          IntStream.rangeClosed(0, END)
              .mapToDouble(s -> model.probability(contexts, s, BASE))
              .sum();
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void probability_counts_followKneserAndNey() {
    NgramModel model =
        NgramModel.of(List.of(new int[] {0, 1}, new int[] {0, 1}, new int[] {2}), SYMBOLS, 1);
    // 0 twice, 1 twice, the end three times, 2 once: n1 = 1, n2 = 2, n3 = 1, and none four times.
    double y = 1.0 / (1 + 2 * 2);
    double once = 1 - 2 * y * 2 / 1;
    double twice = 2 - 3 * y * 1 / 2;
    int[] nothing = model.contexts(new int[] {});

    assertThat(model.probability(nothing, 2, 0)).isCloseTo((1 - once) / 8, within(1e-12));
    assertThat(model.probability(nothing, 0, 0)).isCloseTo((2 - twice) / 8, within(1e-12));
    assertThat(model.probability(nothing, END, 0)).isCloseTo((3 - y) / 8, within(1e-12));
    assertThat(model.baseShare(nothing)).isCloseTo((once + 2 * twice + y) / 8, within(1e-12));
  }

  @Test
  void probability_symbolOfOneContext_isRareElsewhere() {
    // 1 is as frequent as 2, but only ever follows 0.
    NgramModel model =
        NgramModel.of(
            List.of(
                new int[] {0, 1},
                new int[] {3, 0, 1},
                new int[] {4, 0, 1},
                new int[] {0, 2},
                new int[] {3, 2},
                new int[] {4, 2}),
            SYMBOLS,
            2);
    int[] unknown = model.contexts(new int[] {-1});
    assertThat(model.probability(unknown, 1, BASE)).isLessThan(model.probability(unknown, 2, BASE));
    int[] afterZero = model.contexts(new int[] {0});
    assertThat(model.probability(afterZero, 1, BASE))
        .isGreaterThan(model.probability(afterZero, 2, BASE));
  }

  @Test
  void contexts_beginningOfASequence_isAContext() {
    NgramModel model = NgramModel.of(randomSequences(), SYMBOLS, 3);
    assertThat(model.contexts(new int[] {})).hasSize(2);
    assertThat(model.contexts(new int[] {-1})).hasSize(1);
    assertThat(model.contexts(new int[] {-1, 0})).hasSize(2);
  }

  @Test
  void addFromContexts_withTheEmptyContext_isTheProbability() {
    NgramModel model = NgramModel.of(randomSequences(), SYMBOLS, 3);
    int[] contexts = model.contexts(new int[] {0, 1});
    int[] nothing = model.contexts(new int[] {-1});
    double[] added = new double[3];
    double rest = model.addFromContexts(contexts, 1, added);
    for (int symbol = 1; symbol < 4; symbol++) {
      assertThat(added[symbol - 1] + rest * model.probability(nothing, symbol, BASE))
          .isCloseTo(model.probability(contexts, symbol, BASE), within(1e-12));
    }
  }
}
