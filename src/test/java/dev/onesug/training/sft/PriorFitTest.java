package dev.onesug.training.sft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.prior.EvidenceWeights;
import dev.onesug.model.prior.LeavingWeights;
import dev.onesug.model.prior.Moment;
import dev.onesug.model.prior.PriorWeights;
import dev.onesug.model.related.NearQuery;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.related.SmallIndex;
import dev.onesug.model.text.History;
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
      if (leaves < 0.04) {
        fit.add(moment(colour, other), target);
      } else if (leaves < 0.06) {
        fit.add(moment("kind" + random.nextInt(10), target), target);
      } else if (leaves < 0.08) {
        fit.add(moment("knid" + kind.substring(4) + " ", other), target);
      } else if (leaves < 0.1) {
        fit.add(moment("kind" + random.nextInt(10), other), target);
      } else {
        fit.add(moment(kind, other), target);
      }
    }

    PriorWeights weights = fit.fit();

    // A later word and a slip are never mistaken for a beginning here, so nothing tells how ready
    // people are for them; what is found are the searches for queries that do not fit.
    LeavingWeights leaving = weights.leaving();
    assertThat(leaving.laterWord()).isPositive();
    assertThat(leaving.slip()).isPositive();
    // One in ten of these fits by chance.
    assertThat(leaving.near()).isCloseTo(0.02, within(0.005));
    assertThat(leaving.anything()).isCloseTo(0.02, within(0.005));
  }

  @Test
  void fit_noSearch_isPopularity() {
    assertThat(fit.fit().evidence()).isEqualTo(EvidenceWeights.NONE);
  }

  private int id(String text) {
    return index.find(text).orElseThrow();
  }

  private static Moment moment(String prefix, int near) {
    return new Moment(new Prefix(prefix), List.of(new NearQuery(near, 0.9f)), History.NONE);
  }
}
