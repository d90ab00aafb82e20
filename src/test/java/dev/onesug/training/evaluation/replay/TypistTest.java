package dev.onesug.training.evaluation.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.training.evaluation.replay.Typist.Stroke;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TypistTest {
  private static final String QUERY = "café 👟 shoes";
  private static final int SEARCHES = 2000;

  private static List<Stroke> search(int seed) {
    return Typist.type(QUERY, new SplittableRandom(seed));
  }

  @Test
  void type_anySearch_addsOrDeletesOneCharacterAStroke() {
    for (int seed = 0; seed < SEARCHES; seed++) {
      int before = 0;
      for (Stroke stroke : search(seed)) {
        int length = stroke.text().codePointCount(0, stroke.text().length());
        assertThat(Math.abs(length - before)).isEqualTo(1);
        assertThat(stroke.text()).doesNotContainPattern("[\\uD83D](?![\\uDC5F])");
        before = length;
      }
    }
  }

  @Test
  void type_anySearch_endsInABeginningOfTheQuery() {
    for (int seed = 0; seed < SEARCHES; seed++) {
      List<Stroke> strokes = search(seed);
      assertThat(QUERY).startsWith(strokes.get(strokes.size() - 1).text());
    }
  }

  @Test
  void type_manySearches_someDeleteAndSomeStop() {
    int deleted = 0;
    int stopped = 0;
    for (int seed = 0; seed < SEARCHES; seed++) {
      List<Stroke> strokes = search(seed);
      stopped += strokes.get(strokes.size() - 1).text().equals(QUERY) ? 0 : 1;
      for (int i = 1; i < strokes.size(); i++) {
        deleted += strokes.get(i).text().length() < strokes.get(i - 1).text().length() ? 1 : 0;
      }
    }
    assertThat(stopped).isBetween(SEARCHES / 3, SEARCHES / 2);
    assertThat(deleted).isBetween(SEARCHES / 4, SEARCHES);
  }

  @Test
  void type_pauses_areThoseOfFingers() {
    for (int seed = 0; seed < SEARCHES; seed++) {
      assertThat(search(seed))
          .allMatch(s -> s.pauseNanos() >= 80_000_000L && s.pauseNanos() <= 250_000_000L);
    }
  }
}
