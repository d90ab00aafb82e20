package dev.onesug.model.related;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlipsTest {

  @Test
  void of_anyText_findsWhatBruteForceFinds() {
    Random random = new Random(6);
    List<String> texts =
        IntStream.range(0, 300)
            .mapToObj(i -> text(random, 2 + random.nextInt(5)))
            .distinct()
            .sorted(SortedTexts.ORDER)
            .toList();
    IndexFile file = new IndexFile();
    SortedTexts.put(file, "texts", texts);
    SortedTexts sorted = new SortedTexts(file, "texts");
    int matched = 0;
    for (int i = 0; i < 300; i++) {
      String typed = text(random, 3 + random.nextInt(3));
      TreeSet<Integer> found = new TreeSet<>();
      for (Range range : Slips.of(sorted, typed)) {
        IntStream.range(range.from(), range.to()).forEach(found::add);
      }
      for (int text = 0; text < texts.size(); text++) {
        assertThat(found.contains(text))
            .as(typed + " " + texts.get(text))
            .isEqualTo(isSlipped(typed, texts.get(text)));
      }
      matched += found.size();
    }
    assertThat(matched).isPositive();
  }

  /** Whether some beginning of the text is at most one slip away. */
  private static boolean isSlipped(String typed, String text) {
    for (int end = 0; end <= text.length(); end++) {
      if (isOneSlip(typed, text.substring(0, end))) {
        return true;
      }
    }
    return false;
  }

  /** Also where they are equal: a letter may be replaced by itself. */
  private static boolean isOneSlip(String a, String b) {
    int same = 0;
    while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
      same++;
    }
    String restA = a.substring(same);
    String restB = b.substring(same);
    boolean swapped =
        restA.length() > 1
            && restA.length() == restB.length()
            && restA.charAt(0) == restB.charAt(1)
            && restA.charAt(1) == restB.charAt(0)
            && restA.substring(2).equals(restB.substring(2));
    return swapped
        || behind(restA).equals(behind(restB))
        || restA.equals(behind(restB))
        || behind(restA).equals(restB);
  }

  private static String behind(String text) {
    return text.isEmpty() ? "" : text.substring(1);
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(List.of("a", "b", "c", "é", "鞋").get(random.nextInt(5)));
    }
    return text.toString();
  }
}
