package dev.onesug.training.sft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.prior.PriorWeights;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.related.SmallIndex;
import dev.onesug.model.seq2seq.Profile;
import dev.onesug.training.logs.BehaviourLevel;
import dev.onesug.training.logs.Sample;
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
  private PriorFit fit;

  /** 100 queries of two words, a kind and a colour of ten each, equally popular. */
  @BeforeEach
  void build() throws IOException {
    Map<String, Integer> searches = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      searches.put("kind" + i % 10 + " colour" + i / 10, 200);
    }
    SmallIndex.write(folder, searches, Map.of());
    fit = new PriorFit(QueryIndex.open(folder));
  }

  @Test
  void fit_someLeaveTheTextAndMostOfThemTypedAWordOfTheirs_findsBothShares() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      String kind = "kind" + random.nextInt(10);
      String colour = "colour" + random.nextInt(10);
      double leaves = random.nextDouble();
      if (leaves < 0.06) {
        fit.add(sample(colour, kind + " " + colour));
      } else if (leaves < 0.1) {
        fit.add(sample("colour" + random.nextInt(10), kind + " " + colour));
      } else {
        fit.add(sample(kind, kind + " " + colour));
      }
    }

    PriorWeights weights = fit.fit();

    assertThat(weights.leavingShare()).isCloseTo(0.1, within(0.01));
    assertThat(weights.sameWordsShare()).isCloseTo(0.6, within(0.05));
  }

  @Test
  void fit_targetsThatMayNotBeSuggested_sayNothing() {
    fit.add(sample("kind1", "something else"));
    PriorWeights weights = fit.fit();
    assertThat(weights.leavingShare()).isEqualTo(0.5);
    assertThat(weights.sameWordsShare()).isZero();
  }

  private static Sample sample(String prefix, String target) {
    return new Sample(
        prefix, target, BehaviourLevel.QUERY_CLICK, List.of(), Profile.UNKNOWN, 0, List.of(), 0);
  }
}
