package dev.onesug.model.related;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordRotationsTest {
  private final Random random = new Random(5);

  @Test
  void startingWith_anyText_findsWhatBruteForceFinds() {
    List<String> texts =
        IntStream.range(0, 400)
            .mapToObj(i -> text(1 + random.nextInt(4)))
            .distinct()
            .sorted(SortedTexts.ORDER)
            .toList();
    int[] popularity = texts.stream().mapToInt(text -> random.nextInt(50)).toArray();
    IndexFile file = new IndexFile();
    SortedTexts.put(file, "texts", texts);
    WordRotations.put(file, texts, popularity);
    WordRotations rotations = new WordRotations(file, new SortedTexts(file, "texts"));

    int matched = 0;
    for (int i = 0; i < 500; i++) {
      String whole = text(2 + random.nextInt(2));
      int letters = 1 + random.nextInt(whole.codePointCount(0, whole.length()));
      String typed = whole.substring(0, whole.offsetByCodePoints(0, letters));
      int[] expected =
          IntStream.range(0, texts.size())
              .filter(
                  query -> rotations(texts.get(query)).stream().anyMatch(r -> r.startsWith(typed)))
              .toArray();
      Matches found = rotations.startingWith(typed, 10_000);
      assertThat(found.popular().queries()).as(typed).containsExactlyInAnyOrder(expected);
      assertThat(IntStream.range(0, texts.size()).filter(found.holds()).toArray())
          .as(typed)
          .containsExactly(expected);
      assertThat(rotations.startingWith(typed, 3).popular().counts())
          .containsExactly(
              Arrays.stream(found.popular().counts())
                  .boxed()
                  .sorted(Comparator.reverseOrder())
                  .limit(rotations.startingWith(typed, 3).popular().size())
                  .mapToInt(Integer::intValue)
                  .toArray());
      matched += expected.length;
    }
    assertThat(matched).isPositive();
  }

  @Test
  void startingWith_fewAskedFor_knowsTheSearchesOfAll() {
    List<String> texts = List.of("a shoes", "b shoes", "c shoes", "shoes");
    IndexFile file = new IndexFile();
    SortedTexts.put(file, "texts", texts);
    WordRotations.put(file, texts, new int[] {5, 7, 0, 100});
    Postings found =
        new WordRotations(file, new SortedTexts(file, "texts")).startingWith("sh", 1).popular();
    assertThat(found.queries()).containsExactly(1);
    assertThat(found.counts()).containsExactly(7);
    assertThat(found.total()).isEqualTo(5 + 7 + 1);
  }

  @Test
  void startingWith_queryWithTwoWordsThatBeginAlike_standsOnceAndLeavesALittle() {
    List<String> texts = List.of("a shoes", "shoes size small");
    IndexFile file = new IndexFile();
    SortedTexts.put(file, "texts", texts);
    WordRotations.put(file, texts, new int[] {2, 3});
    Postings found =
        new WordRotations(file, new SortedTexts(file, "texts")).startingWith("s", 10).popular();
    assertThat(found.queries()).containsExactlyInAnyOrder(0, 1);
    assertThat(found.total()).isEqualTo(2 + 3 + 3);
  }

  @Test
  void startingWith_textWithoutBlanks_findsItBehindEveryCharacter() {
    List<String> texts = List.of("儿童运动鞋", "跑步鞋", "运动鞋");
    IndexFile file = new IndexFile();
    SortedTexts.put(file, "texts", texts);
    WordRotations.put(file, texts, new int[] {3, 2, 9});
    WordRotations rotations = new WordRotations(file, new SortedTexts(file, "texts"));
    assertThat(rotations.startingWith("运动", 10).popular().queries()).containsExactly(0);
    assertThat(rotations.startingWith("鞋", 10).popular().queries()).containsExactly(2, 0, 1);
  }

  private String text(int words) {
    List<String> text = new ArrayList<>();
    for (int i = 0; i < words; i++) {
      text.add(List.of("a", "ab", "é", "鞋", "bé", "😀b", "鞋子", "a鞋b").get(random.nextInt(8)));
    }
    return String.join(" ", text);
  }

  /** At every blank, and around every Chinese character. */
  private static List<String> rotations(String text) {
    List<String> rotations = new ArrayList<>();
    for (int at = 1; at < text.length(); at++) {
      String before = text.substring(0, at);
      String behind = text.substring(at);
      if (before.endsWith(" ")
          || (before + "|" + behind).matches(".*(鞋|子)\\|[^ ].*|.*\\|(鞋|子).*")) {
        rotations.add(behind + " " + before.strip());
      }
    }
    return rotations;
  }
}
