package dev.onesug.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LuceneBaselinesTest {
  private static final QueryCounts QUERIES =
      QueryCounts.of(
          Map.of(
              "red shoes", 50,
              "red shirt", 30,
              "running shoes red", 20,
              "shower curtain", 10,
              "headphones", 40));

  private static List<String> ask(Suggester suggester, String prefix) {
    return suggester.suggest(EvaluationRequest.anonymous(prefix), 16);
  }

  @Test
  void infix_cutWord_findsItInAnyPlaceMostSearchedFirst() {
    try (LuceneInfix infix = new LuceneInfix(QUERIES)) {
      assertThat(ask(infix, "sho"))
          .containsExactly("red shoes", "running shoes red", "shower curtain");
      assertThat(ask(infix, "red sho")).containsExactly("red shoes", "running shoes red");
      assertThat(ask(infix, "zebra")).isEmpty();
      assertThat(infix.suggest(EvaluationRequest.anonymous("sho"), 1)).containsExactly("red shoes");
    }
  }

  @Test
  void fuzzy_slipOfTheFinger_findsTheQueryAnyway() {
    LuceneFuzzy fuzzy = new LuceneFuzzy(QUERIES);
    assertThat(ask(fuzzy, "hedphon")).containsExactly("headphones");
    assertThat(ask(fuzzy, "red s")).containsExactly("red shoes", "red shirt");
    assertThat(ask(fuzzy, "zebra")).isEmpty();
  }

  @Test
  void suggest_oddPrefixes_neverFails() {
    try (LuceneInfix infix = new LuceneInfix(QUERIES)) {
      LuceneFuzzy fuzzy = new LuceneFuzzy(QUERIES);
      Stream.of(" ", "\"", "?*", "a:b OR (", "\uD83D\uDE00", "中文", "red  ", "x".repeat(128))
          .forEach(
              prefix -> {
                assertThat(ask(infix, prefix)).doesNotContainNull();
                assertThat(ask(fuzzy, prefix)).doesNotContainNull();
              });
    }
  }
}
