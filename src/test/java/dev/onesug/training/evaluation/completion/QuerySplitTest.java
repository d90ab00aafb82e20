package dev.onesug.training.evaluation.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuerySplitTest {
  private static final Map<String, Long> SEARCHES = searches();
  private static final QuerySplit SPLIT = QuerySplit.of(SEARCHES, 1);

  private static Map<String, Long> searches() {
    Map<String, Long> searches = new HashMap<>();
    for (int i = 0; i < 4000; i++) {
      searches.put("query " + i, 1L + i % 50);
    }
    searches.put("x", 1000L);
    return searches;
  }

  @Test
  void of_everySearch_isInOnePart() {
    SEARCHES.forEach(
        (query, count) -> {
          int unseen =
              SPLIT.dev().unseen().getOrDefault(query, 0)
                  + SPLIT.test().unseen().getOrDefault(query, 0);
          int held =
              SPLIT.dev().seen().getOrDefault(query, 0)
                  + SPLIT.test().seen().getOrDefault(query, 0);
          int learned = SPLIT.training().getOrDefault(query, 0);
          assertThat(unseen + held + learned).isEqualTo(count.intValue());
          assertThat(unseen == 0).isEqualTo(learned > 0);
        });
  }

  @Test
  void of_shares_areThoseOfTheDefinition() {
    assertThat(SPLIT.test().unseen().size() / 4000.0).isCloseTo(0.10, within(0.02));
    assertThat(SPLIT.dev().unseen().size() / 4000.0).isCloseTo(0.05, within(0.02));
    double held = SPLIT.test().seen().values().stream().mapToInt(Integer::intValue).sum();
    double learned = SPLIT.training().values().stream().mapToInt(Integer::intValue).sum();
    assertThat(held / learned).isCloseTo(0.10 / 0.85, within(0.02));
  }

  @Test
  void of_fewerQueries_splitsThoseAlike() {
    Map<String, Long> fewer = new HashMap<>(SEARCHES);
    fewer.keySet().removeIf(query -> query.endsWith("7"));
    QuerySplit split = QuerySplit.of(fewer, 1);
    assertThat(SPLIT.test().unseen()).containsAllEntriesOf(split.test().unseen());
    assertThat(SPLIT.training()).containsAllEntriesOf(split.training());
    assertThat(QuerySplit.of(SEARCHES, 2).test()).isNotEqualTo(SPLIT.test());
  }

  @Test
  void of_oneLetter_isOnlyLearnedFrom() {
    assertThat(SPLIT.training()).containsEntry("x", 1000);
  }

  @Test
  void seenTrials_popularQueries_areAskedMore() {
    List<CompletionTrial> trials = SPLIT.seenTrials(SPLIT.test(), Integer.MAX_VALUE, 5);
    SPLIT
        .test()
        .seen()
        .forEach(
            (query, count) ->
                assertThat(trials.stream().filter(trial -> trial.target().equals(query)))
                    .hasSize(count)
                    .allMatch(trial -> trial.searches() == SPLIT.training().get(query)));
  }

  @Test
  void trials_sameSeed_areTheSame() {
    List<CompletionTrial> trials = SPLIT.unseenTrials(SPLIT.test(), 100, 5);
    assertThat(trials).hasSize(100).isEqualTo(SPLIT.unseenTrials(SPLIT.test(), 100, 5));
    assertThat(trials).isNotEqualTo(SPLIT.unseenTrials(SPLIT.test(), 100, 6));
    assertThat(trials)
        .allMatch(trial -> trial.target().startsWith(trial.prefix()))
        .allMatch(trial -> trial.prefix().length() < trial.target().length())
        .allMatch(trial -> !trial.prefix().isEmpty());
  }
}
