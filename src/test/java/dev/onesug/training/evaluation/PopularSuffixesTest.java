package dev.onesug.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PopularSuffixesTest {
  private static final PopularSuffixes SUFFIXES =
      new PopularSuffixes(
          QueryCounts.of(
              Map.of(
                  "red shoes", 9,
                  "red shirt", 5,
                  "silk shirt", 6,
                  "running shoes for men", 4,
                  "socks for men", 3,
                  "a b c d e f g", 1)));

  private static List<String> suggest(String prefix, int limit) {
    return SUFFIXES.suggest(EvaluationRequest.anonymous(prefix), limit);
  }

  @Test
  void suggest_prefixOfQueries_namesWholeQueriesFirst() {
    // Searches end in "shirt" 11 times, in "shoes" 9 times, in "shoes for men" 4 times.
    assertThat(suggest("red sh", 16))
        .containsExactly("red shoes", "red shirt", "red shoes for men");
    assertThat(suggest("red sh", 2)).containsExactly("red shoes", "red shirt");
  }

  @Test
  void suggest_unseenPrefix_completesItsCutWord() {
    assertThat(suggest("purple sh", 16))
        .containsExactly("purple shirt", "purple shoes", "purple shoes for men");
    assertThat(suggest("purple sh", 1)).containsExactly("purple shirt");
  }

  @Test
  void suggest_wordBeforeIsKnown_decidesAmongSuffixes() {
    // By the cut word alone, "shirt" would come before "shoes".
    assertThat(suggest("cheap red sh", 16))
        .containsExactly("cheap red shoes", "cheap red shirt", "cheap red shoes for men");
  }

  @Test
  void suggest_completeWords_continuesBehindTheLast() {
    assertThat(suggest("purple shoes ", 16)).containsExactly("purple shoes for men");
    assertThat(suggest("purple ", 16)).isEmpty();
  }

  @Test
  void suggest_prefixIsAQuery_keepsIt() {
    assertThat(suggest("red shoes", 16)).containsExactly("red shoes", "red shoes for men");
    assertThat(suggest("green shoes", 16)).containsExactly("green shoes", "green shoes for men");
  }

  @Test
  void suggest_oneWord_completesIt() {
    assertThat(suggest("f", 16)).containsExactly("for men", "f g");
    assertThat(suggest("me", 16)).containsExactly("men");
  }

  @Test
  void suggest_suffixOfMoreThanSixWords_isNotCounted() {
    assertThat(suggest("x a b", 16)).containsExactly("x a b c d e f g");
    assertThat(suggest("x a", 16)).isEmpty();
  }

  @Test
  void suggest_nothingKnown_isEmpty() {
    PopularSuffixes untrained = new PopularSuffixes(QueryCounts.of(Map.of()));
    assertThat(untrained.suggest(EvaluationRequest.anonymous("red sh"), 16)).isEmpty();
  }

  @Test
  void suggest_emptyPrefix_isRefusedByTheRequest() {
    assertThatThrownBy(() -> suggest("", 16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("prefix: empty (expected: at least one character)");
  }
}
