package dev.onesug.training.logs.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MendingTest {
  @Test
  void mended_everySlip_isUndone() {
    WordStarts texts = index(List.of("keyboard"));
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 500; i++) {
      String slipped = new Slips("keyboard").slipped(random);
      assertThat(new Mending(texts, slipped).mended()).anyMatch("keyboard"::startsWith);
    }
  }

  @Test
  void mended_catalogue_findsWhatLookingUpEveryMendingFinds() {
    List<String> texts = CatalogueQueries.of(Catalogue.load()).stream().map(Wish::text).toList();
    Set<String> starts = new HashSet<>();
    for (String text : texts) {
      for (int length = 1; length <= text.length(); length++) {
        starts.add(text.substring(0, length));
      }
    }
    WordStarts index = index(texts);
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 200; i++) {
      String text = texts.get(random.nextInt(texts.size()));
      String cut = text.substring(0, Math.min(text.length(), 4 + random.nextInt(20)));
      String slipped = new Slips(cut).slipped(random);

      Set<String> expected = everyMending(slipped);
      expected.retainAll(starts);

      assertThat(new HashSet<>(new Mending(index, slipped).mended())).isEqualTo(expected);
    }
  }

  private static WordStarts index(List<String> texts) {
    return WordStarts.of(texts, new double[texts.size()], 10, true);
  }

  /** Every text that one slip could have turned into this one. */
  private static Set<String> everyMending(String text) {
    Set<String> mended = new HashSet<>();
    for (int at = 1; at < text.length(); at++) {
      String before = text.substring(0, at);
      String after = text.substring(at + 1);
      mended.add(before + after);
      if (!after.isEmpty()) {
        mended.add(before + after.charAt(0) + text.charAt(at) + after.substring(1));
      }
      for (char letter = 'a'; letter <= 'z'; letter++) {
        mended.add(before + letter + after);
        mended.add(before + letter + text.substring(at));
      }
    }
    return mended;
  }
}
