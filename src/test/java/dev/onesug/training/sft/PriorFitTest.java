package dev.onesug.training.sft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.prior.Moment;
import dev.onesug.model.prior.PriorWeights;
import dev.onesug.model.related.NearQuery;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.related.SmallIndex;
import dev.onesug.model.text.Prefix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriorFitTest {
  @TempDir Path folder;
  private QueryIndex index;
  private PriorFit fit;

  /** 100 queries of two words, a kind and a colour of ten each, equally popular. */
  @BeforeEach
  void build() throws IOException {
    Map<String, Integer> searches = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      searches.put("kind" + i % 10 + " colour" + i / 10, 200);
    }
    SmallIndex.write(folder, searches, Map.of());
    index = QueryIndex.open(folder);
    fit = new PriorFit(index);
  }

  @Test
  void fit_someLeaveTheText_findsWhatToldThem() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      String kind = "kind" + random.nextInt(10);
      String colour = "colour" + random.nextInt(10);
      int target = id(kind + " " + colour);
      int other = random.nextInt(index.size());
      double leaves = random.nextDouble();
      if (leaves < 0.05) {
        fit.add(moment(colour, other), target);
      } else if (leaves < 0.07) {
        fit.add(moment("colour" + random.nextInt(10), target), target);
      } else if (leaves < 0.1) {
        fit.add(moment("colour" + random.nextInt(10), other), target);
      } else {
        fit.add(moment(kind, other), target);
      }
    }

    PriorWeights weights = fit.fit();

    assertThat(weights.leavingShare()).isCloseTo(0.1, within(0.01));
    assertThat(weights.sameWordsShare()).isCloseTo(0.5, within(0.05));
    assertThat(weights.nearShare()).isCloseTo(0.2, within(0.03));
  }

  @Test
  void fit_noSearch_leavesEverythingOpen() {
    PriorWeights weights = fit.fit();
    assertThat(weights.leavingShare()).isEqualTo(0.5);
    assertThat(weights.sameWordsShare()).isZero();
    assertThat(weights.nearShare()).isZero();
  }

  private int id(String text) {
    return index.find(text).orElseThrow();
  }

  private static Moment moment(String prefix, int near) {
    return new Moment(new Prefix(prefix), List.of(new NearQuery(near, 0.9f)), List.of());
  }
}
