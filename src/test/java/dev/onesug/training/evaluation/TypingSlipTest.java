package dev.onesug.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.training.logs.BehaviourLevel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypingSlipTest {

  @ParameterizedTest
  @CsvSource({
    "ihpone 15, iphone 15 pro, true",
    "hallo wween, halloween, false",
    "hallooween, halloween costumes, true",
    "ihone s, iphone stand, true",
    "iphonr, iphone, true",
    "red shoess, red shoes, true",
    "lap, label maker, true",
    "lbe, label maker, true",
    "aip, airtag battery, true",
    "ipad, lamp, false",
    "shoes red, red shoes, false",
  })
  void separates_oneSlipOrMore_isTold(String typed, String query, boolean slip) {
    assertThat(TypingSlip.separates(typed, query)).isEqualTo(slip);
  }

  /** Every text of up to four letters over two, against trying every slip on every beginning. */
  @Test
  void separates_allShortTexts_isWhatTryingEverySlipFinds() {
    List<String> texts = shortTexts();
    for (String typed : texts) {
      for (String query : texts) {
        if (!query.startsWith(typed)) {
          assertThat(TypingSlip.separates(typed, query))
              .as(typed + " for " + query)
              .isEqualTo(slips(typed).stream().anyMatch(query::startsWith));
        }
      }
    }
  }

  private static List<String> shortTexts() {
    List<String> texts = new ArrayList<>(List.of("a", "b"));
    for (int i = 0; texts.get(i).length() < 4; i++) {
      texts.add(texts.get(i) + "a");
      texts.add(texts.get(i) + "b");
    }
    return texts;
  }

  /** All texts that one slip turns into the typed one. */
  private static List<String> slips(String typed) {
    List<String> slips = new ArrayList<>();
    for (int at = 0; at < typed.length(); at++) {
      String before = typed.substring(0, at);
      String behind = typed.substring(at + 1);
      slips.add(before + behind);
      for (String letter : List.of("a", "b")) {
        slips.add(before + letter + behind);
        slips.add(before + letter + typed.substring(at));
      }
      if (!behind.isEmpty()) {
        slips.add(before + behind.charAt(0) + typed.charAt(at) + behind.substring(1));
      }
    }
    return slips;
  }

  @Test
  void isMisspelt_beginningOrTwoLetters_isNot() {
    assertThat(trial("ihp", "iphone").isMisspelt()).isTrue();
    assertThat(trial("ih", "iphone").isMisspelt()).isFalse();
    assertThat(trial("iph", "iphone").isMisspelt()).isFalse();
  }

  private static Trial trial(String prefix, String target) {
    return new Trial(EvaluationRequest.anonymous(prefix), target, BehaviourLevel.QUERY_CLICK);
  }
}
