package dev.onesug.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MostPopularCompletionTest {
  @Test
  void suggest_randomQueries_equalsBruteForce() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 50; round++) {
      Map<String, Integer> searches = randomSearches(random, 1 + random.nextInt(300));
      MostPopularCompletion completion = new MostPopularCompletion(QueryCounts.of(searches));
      for (int ask = 0; ask < 50; ask++) {
        String prefix = randomText(random, 1, 3);
        int limit = 1 + random.nextInt(16);
        assertThat(completion.suggest(EvaluationRequest.anonymous(prefix), limit))
            .isEqualTo(bruteForce(searches, prefix, limit));
      }
    }
  }

  @Test
  void suggest_noQueries_isEmpty() {
    MostPopularCompletion completion = new MostPopularCompletion(QueryCounts.of(Map.of()));
    assertThat(completion.suggest(EvaluationRequest.anonymous("a"), 16)).isEmpty();
  }

  @Test
  void suggest_nonLatinPrefix_completesIt() {
    Map<String, Integer> searches = Map.of("ручка", 2, "рубашка", 5, "\uD83D\uDE00 mug", 1);
    MostPopularCompletion completion = new MostPopularCompletion(QueryCounts.of(searches));
    assertThat(completion.suggest(EvaluationRequest.anonymous("ру"), 16))
        .containsExactly("рубашка", "ручка");
    assertThat(completion.suggest(EvaluationRequest.anonymous("\uD83D\uDE00"), 16))
        .containsExactly("\uD83D\uDE00 mug");
  }

  private static Map<String, Integer> randomSearches(SplittableRandom random, int size) {
    Map<String, Integer> searches = new HashMap<>();
    for (int i = 0; i < size; i++) {
      searches.put(randomText(random, 1, 5), 1 + random.nextInt(6));
    }
    return searches;
  }

  private static String randomText(SplittableRandom random, int shortest, int longest) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(shortest, longest + 1); length > 0; length--) {
      text.append("abc ".charAt(random.nextInt(4)));
    }
    return text.toString();
  }

  private static List<String> bruteForce(Map<String, Integer> searches, String prefix, int limit) {
    return searches.keySet().stream()
        .filter(query -> query.startsWith(prefix))
        .sorted(
            Comparator.comparing((String query) -> -searches.get(query))
                .thenComparing(Comparator.naturalOrder()))
        .limit(limit)
        .toList();
  }
}
