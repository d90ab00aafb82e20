package dev.onesug.model.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.related.SmallIndex;
import dev.onesug.model.text.Prefix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypedWordsTest {
  @TempDir Path folder;
  private QueryIndex index;
  private TypedWords words;

  @BeforeEach
  void build() throws IOException {
    SmallIndex.write(
        folder,
        Map.of(
            "shoes for women", 6, "shoes for men", 4, "shirt for men", 2, "red shirt", 3, "tv", 5),
        Map.of());
    index = QueryIndex.open(folder);
    words = new TypedWords(index);
  }

  @Test
  void of_wordsInAnotherOrder_pointAtTheQueryThatHasThemAll() {
    Distribution found = words.of(new Prefix("men sh"));

    // "men" in 6 of 20 searches; of what begins with "sh", "shoes" has 10 and "shirt" 5.
    double men = Math.log(20 / 6.0);
    double sh = Math.log(20 / 15.0);
    double shoes = 10 / 15.0 * 4 / 11;
    assertThat(found.share(id("shoes for men")))
        .isCloseTo((men * 4 / 7 + sh * shoes) / (men + sh), within(1e-12));
    assertThat(found.share(id("shoes for men"))).isGreaterThan(found.share(id("shirt for men")));
    assertThat(found.share(id("shoes for women"))).isPositive();
    assertThat(found.share(id("tv"))).isZero();
  }

  @Test
  void withoutOne_theTarget_hasOneSearchLess() {
    int target = id("red shirt");
    assertThat(words.of(new Prefix("shirt ")).share(target)).isEqualTo(3 / 6.0);
    assertThat(words.withoutOne(new Prefix("shirt "), target).share(target)).isEqualTo(2 / 5.0);
  }

  @Test
  void of_wordsThatNoTwoQueriesShare_isEmpty() {
    for (String typed : List.of("", "zebra", "tv", "tv zeb", "tv ")) {
      assertThat(words.of(new Prefix(typed)).isEmpty()).as(typed).isTrue();
    }
  }

  @Test
  void of_textWithoutBlanks_sharesPairsOfCharacters(@TempDir Path chinese) throws IOException {
    SmallIndex.write(chinese, Map.of("儿童运动鞋", 3, "运动手表", 2, "跑步鞋", 4), Map.of());
    QueryIndex queries = QueryIndex.open(chinese);

    Distribution found = new TypedWords(queries).of(new Prefix("女运动鞋"));

    assertThat(found.share(queries.find("儿童运动鞋").orElseThrow()))
        .isGreaterThan(found.share(queries.find("运动手表").orElseThrow()))
        .isLessThan(1);
    assertThat(found.share(queries.find("跑步鞋").orElseThrow())).isZero();
  }

  private int id(String text) {
    return index.find(text).orElseThrow();
  }
}
