package dev.onesug.training.logs.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntentTest {
  private static final int DRAWS = 200_000;

  private final Vocabulary vocabulary = new Vocabulary(QueryReader.read(counts()));

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 2})
  void of_startOfSession_isWhatNeedsDraw(double strength) {
    Taste taste = new Taste(strength);
    Shopper shopper = shopper(taste);
    Needs needs = new Needs(vocabulary, taste);

    assertSame(
        new Intent(vocabulary, taste).of(Situation.start(shopper)),
        drawn(random -> needs.first(shopper, random)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1})
  void of_withinSession_isWhatNeedsDraw(double strength) {
    Taste taste = new Taste(strength);
    Shopper shopper = shopper(taste);
    Needs needs = new Needs(vocabulary, taste);
    Set<Integer> had = new HashSet<>(List.of(0, 3));

    assertSame(
        new Intent(vocabulary, taste).of(Situation.after(shopper, 3, had, false)),
        drawn(random -> needs.next(shopper, 3, had, random)));
  }

  @Test
  void of_nobodyKnown_hasNoHistory() {
    Taste taste = new Taste(1);
    Shopper fresh = new Shopper(1, vocabulary, taste, new SplittableRandom(8));
    Needs needs = new Needs(vocabulary, taste);

    assertSame(
        new Intent(vocabulary, taste).of(Situation.start(fresh)),
        drawn(random -> needs.first(fresh, random)));
  }

  @Test
  void of_mistyped_isTheSameWishAgain() {
    Taste taste = new Taste(1);

    double[] intent =
        new Intent(vocabulary, taste).of(Situation.after(shopper(taste), 5, Set.of(5), true));

    assertThat(intent[5]).isEqualTo(1);
    assertThat(Arrays.stream(intent).sum()).isEqualTo(1);
  }

  @FunctionalInterface
  private interface Draw {
    int from(SplittableRandom random);
  }

  private double[] drawn(Draw draw) {
    SplittableRandom random = new SplittableRandom(11);
    double[] shares = new double[vocabulary.size()];
    for (int i = 0; i < DRAWS; i++) {
      shares[draw.from(random)] += 1.0 / DRAWS;
    }
    return shares;
  }

  private static void assertSame(double[] expected, double[] drawn) {
    assertThat(Arrays.stream(expected).sum()).isCloseTo(1, offset(1e-9));
    for (int wish = 0; wish < drawn.length; wish++) {
      double error = Math.sqrt(expected[wish] * (1 - expected[wish]) / DRAWS);
      assertThat(drawn[wish])
          .as("wish " + wish)
          .isCloseTo(expected[wish], offset(5 * error + 1e-9));
    }
  }

  private Shopper shopper(Taste taste) {
    Shopper shopper = new Shopper(0, vocabulary, taste, new SplittableRandom(7));
    List.of(2, 9, 4, 9, 20).forEach(shopper::remember);
    return shopper;
  }

  /** Words in common, leans, and two queries that have nothing in common with any other. */
  private static Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("umbrella", 4L);
    counts.put("gift card", 6L);
    long count = 1;
    for (String thing : List.of("shoes", "socks", "gloves")) {
      for (String detail : List.of("alpha", "bravo", "womens", "mens running")) {
        counts.put(detail + " " + thing, count);
        counts.put(detail + " " + thing + " for kids", 1 + count / 2);
        count = 1 + count * 5 % 11;
      }
    }
    return counts;
  }
}
