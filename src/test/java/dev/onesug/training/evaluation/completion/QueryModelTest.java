package dev.onesug.training.evaluation.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QueryModelTest {
  private static final QueryModel MODEL =
      new QueryModel(
          List.of(
              "red shoes",
              "red shirt",
              "blue shoes",
              "blue shoes for men",
              "socks for men",
              "socks for women",
              "running shoes",
              "green running shirt"),
          3);

  private static List<String> texts(String typed, int limit) {
    return MODEL.completions(typed, limit).stream().map(Completion::text).toList();
  }

  @Test
  void completions_newCombination_isFound() {
    assertThat(texts("red shoes f", 10)).contains("red shoes for men", "red shoes for women");
    assertThat(texts("green sh", 3)).contains("green shoes", "green shirt");
  }

  @Test
  void completions_all_continueTheText() {
    for (String typed : List.of("r", "red", "red ", "red s", "blue shoes for w", "zebra s", "x")) {
      assertThat(texts(typed, 30))
          .isNotEmpty()
          .allMatch(text -> text.startsWith(typed))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void completions_bestFirst_andTheFewAreTheFirstOfTheMany() {
    List<Completion> many = MODEL.completions("s", 40);
    assertThat(many).isSortedAccordingTo(Completion.BEST_FIRST);
    assertThat(MODEL.completions("s", 5)).isEqualTo(many.subList(0, 5));
  }

  @Test
  void completions_completeWord_mayEndThere() {
    assertThat(texts("red shoes", 10)).startsWith("red shoes");
  }

  @Test
  void completions_newWord_isSpelledByItsLetters() {
    assertThat(texts("blue shirts", 10)).contains("blue shirts");
    assertThat(texts("gre", 10)).startsWith("green running shirt").contains("green");
  }
}
