package dev.onesug.training.logs.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.onesug.model.text.Prefix;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The reckoning against a million searches that people of a small shop type. */
class PosteriorTest {
  private static final int SEARCHES = 1_000_000;

  private static final Map<String, Map<String, Double>> TYPED = new HashMap<>();

  private static Vocabulary vocabulary;
  private static LegacyCascade cascade;
  private static double[] intent;
  private static List<String> latest;

  @BeforeAll
  static void type() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("lamp", 9L);
    counts.put("desk lamp", 5L);
    counts.put("red desk lamp", 3L);
    counts.put("lamp for kids", 2L);
    counts.put("lambs wool", 3L);
    counts.put("desk", 6L);
    counts.put("laptop stand", 7L);
    counts.put("leash", 4L);
    vocabulary = new Vocabulary(QueryReader.read(counts));
    cascade = new LegacyCascade(vocabulary.texts(), vocabulary.popularity());
    Taste taste = new Taste(1);
    Shopper shopper = new Shopper(0, vocabulary, taste, new SplittableRandom(1));
    List.of(1, 4).forEach(shopper::remember);
    latest = shopper.history().stream().map(vocabulary::text).toList();
    intent = new Intent(vocabulary, taste).of(Situation.start(shopper));

    Keystrokes keystrokes = new Keystrokes(vocabulary);
    Needs needs = new Needs(vocabulary, taste);
    WishRanker box = new CascadeBox(vocabulary, cascade, false);
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < SEARCHES; i++) {
      Keystrokes.Outcome how =
          keystrokes.type(needs.first(shopper, random), shopper, false, box, random);
      int length = 1 + random.nextInt(how.prefix().length());
      String prefix = Prefix.of(how.prefix().substring(0, length)).text();
      TYPED
          .computeIfAbsent(prefix, p -> new HashMap<>())
          .merge(how.query(), 1.0 / SEARCHES, Double::sum);
    }
  }

  @Test
  void chances_prefixes_areWhatIsTypedAndSearched() {
    for (String prefix : List.of("l", "la", "lam", "lamp", "d", "des", "desk l", "k", "lapt")) {
      assertReckoned(prefix, 0.015);
    }
  }

  @Test
  void chances_slipWithinThePrefix_findWhatWasMeant() {
    for (String prefix : List.of("lsmp", "dsk", "ledk", "alpt", "laotop")) {
      if (TYPED.containsKey(prefix)) {
        assertReckoned(prefix, 0.1);
      }
    }
    assertThat(Posterior.best(chances("laotop"), 1)).containsExactly("laptop stand");
  }

  @Test
  void chances_slipThatIsNotCorrected_isSearchedAsItIs() {
    assertThat(chances("lea")).doesNotContainKey("leahs");
    assertThat(chances("leahs")).containsKeys("leash", "leahs");
  }

  @Test
  void chances_careful_knowNoSlips() {
    assertThat(
            new Posterior(vocabulary, cascade)
                .chances("laotop", new Posterior.Mind(intent, latest, true)))
        .isEmpty();
  }

  private static Map<String, Double> chances(String prefix) {
    return new Posterior(vocabulary, cascade)
        .chances(prefix, new Posterior.Mind(intent, latest, false));
  }

  private static void assertReckoned(String prefix, double tolerance) {
    Map<String, Double> reckoned = chances(prefix);
    TYPED
        .getOrDefault(prefix, Map.of())
        .forEach(
            (query, share) -> {
              double noise = 5 * Math.sqrt(share / SEARCHES);
              if (vocabulary.texts().contains(query)) {
                assertThat(reckoned.getOrDefault(query, 0.0))
                    .as(prefix + " -> " + query)
                    .isCloseTo(share, offset(tolerance * share + noise));
              }
            });
  }
}
