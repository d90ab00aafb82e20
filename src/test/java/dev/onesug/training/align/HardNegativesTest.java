package dev.onesug.training.align;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.training.align.TextPair.Perspective;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HardNegativesTest {

  @Test
  void of_prefix_isAQueryBesideThoseThatContinueIt() {
    List<String> queries = List.of("a", "b", "ma", "mb", "mc", "x", "y");
    HardNegatives negatives = new HardNegatives(queries, Map.of(), 1);
    List<TextPair> pairs = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      pairs.add(new TextPair("m", "mb", Perspective.CLICKED));
    }
    // The pair's own right side where nothing stands at the place that was drawn.
    assertThat(negatives.of(pairs)).contains("b", "x").containsOnly("a", "b", "x", "y", "mb");
  }

  @Test
  void of_query_isLikeItButNotTheLikest() {
    Map<String, float[]> vectors = new HashMap<>();
    for (int i = 0; i < 10; i++) {
      vectors.put("q" + i, new float[] {(float) Math.cos(i * 0.1), (float) Math.sin(i * 0.1)});
    }
    HardNegatives negatives = new HardNegatives(List.copyOf(vectors.keySet()), vectors, 1);
    // q1 is the pair's other side; of q2 and on, the fifth.
    assertThat(negatives.of(List.of(new TextPair("q1", "q0", Perspective.REFORMULATED))))
        .containsExactly("q6");
  }

  @Test
  void of_nothingToPickFrom_isTheRightSideItself() {
    HardNegatives negatives = new HardNegatives(List.of("a"), Map.of(), 1);
    assertThat(
            negatives.of(
                List.of(
                    new TextPair("a", "b", Perspective.CLICKED),
                    new TextPair("a", "b", Perspective.REFORMULATED))))
        .containsExactly("b", "b");
  }
}
