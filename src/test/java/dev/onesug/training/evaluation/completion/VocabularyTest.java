package dev.onesug.training.evaluation.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private static final Vocabulary WORDS =
      new Vocabulary(Set.of("shoe", "shoes", "sock", "red", "shirt"));

  @Test
  void range_ofABeginning_holdsItsWords() {
    assertThat(WORDS.word(WORDS.firstAtOrAfter("sho"))).isEqualTo("shoe");
    assertThat(WORDS.endOf("sho") - WORDS.firstAtOrAfter("sho")).isEqualTo(2);
    assertThat(WORDS.endOf("shoes") - WORDS.firstAtOrAfter("shoes")).isEqualTo(1);
    assertThat(WORDS.endOf("x")).isEqualTo(WORDS.firstAtOrAfter("x"));
    assertThat(WORDS.endOf("") - WORDS.firstAtOrAfter("")).isEqualTo(5);
  }

  @Test
  void id_wordOrNone_isItsPlace() {
    assertThat(WORDS.word(WORDS.id("sock"))).isEqualTo("sock");
    assertThat(WORDS.ids("blue", "sock")).containsExactly(Vocabulary.UNKNOWN, WORDS.id("sock"));
    assertThat(WORDS.id("aa")).isEqualTo(Vocabulary.UNKNOWN);
  }
}
