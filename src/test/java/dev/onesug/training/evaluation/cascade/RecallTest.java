package dev.onesug.training.evaluation.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.related.NearQuery;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.related.SmallIndex;
import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import dev.onesug.model.text.Prefix;
import dev.onesug.training.evaluation.cascade.Keystroke.Meaning;
import dev.onesug.training.logs.BehaviourLevel;
import dev.onesug.training.logs.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecallTest {
  @TempDir Path folder;
  private QueryIndex index;

  @BeforeEach
  void build() throws IOException {
    SmallIndex.write(
        folder,
        Map.of(
            "red shoes", 3, "red shirt", 2, "blue shoes", 2, "sofa", 1, "sofa cover", 1, "lamp", 1),
        Map.of("sofa", Map.of("sofa cover", 4, "red shirt", 1)));
    index = QueryIndex.open(folder);
  }

  private WindowCounts window(String... targets) {
    WindowCounts counts = new WindowCounts(index);
    for (String target : targets) {
      counts.add(
          new Sample(
              "red sh",
              target,
              BehaviourLevel.QUERY_CLICK,
              List.of(),
              0,
              Profile.UNKNOWN,
              0,
              List.of(),
              List.of(),
              Sample.Rates.UNKNOWN));
    }
    return counts;
  }

  /** What each query's ranks are, by its text, of somebody who searched a sofa last. */
  private Map<String, Recalled> recall(String prefix, WindowCounts left) {
    WindowCounts all =
        window(
            "red shoes", "red shoes", "red shoes", "red shirt", "red shirt", "sofa", "sofa cover");
    KnownCounts counts = new KnownCounts(all, left);
    UserContext user =
        new UserContext(History.untimed(List.of("unknown", "sofa")), Profile.UNKNOWN);
    Keystroke keystroke =
        new Keystroke(
            index,
            counts,
            new Prefix(prefix),
            user,
            new Meaning(new float[0], List.of(new NearQuery(id("lamp"), 0.5f))),
            counts.followers(prefix),
            user.history().queries().stream().map(query -> Earlier.of(index, query, -1)).toList());
    Map<String, Recalled> recalled = new TreeMap<>();
    for (Recalled query : Recall.of(keystroke)) {
      assertThat(recalled.put(query.text(), query)).isNull();
    }
    return recalled;
  }

  private int id(String query) {
    return index.find(query).orElseThrow();
  }

  @Test
  void of_keystroke_ranksEachSourceByItself() {
    Map<String, Recalled> recalled = recall("red sh", window());

    assertThat(recalled.get("red shoes").rank(Source.COMPLETION)).isEqualTo(1);
    assertThat(recalled.get("red shirt").rank(Source.COMPLETION)).isEqualTo(2);
    assertThat(recalled.get("blue shoes").rank(Source.COMPLETION)).isNaN();
    assertThat(recalled.get("red shoes").rank(Source.FOLLOWER)).isEqualTo(1);
    assertThat(recalled.get("red shirt").rank(Source.FOLLOWER)).isEqualTo(2);
    assertThat(recalled.get("sofa").rank(Source.FOLLOWER)).isEqualTo(3);
    assertThat(recalled.get("lamp").ranks()).containsEntry(Source.NEAR_PREFIX, 1);
    // "red" and a word that begins with "sh"; then one of both.
    assertThat(recalled.get("red shoes").rank(Source.TYPED_WORDS)).isEqualTo(1);
    assertThat(recalled.get("red shirt").rank(Source.TYPED_WORDS)).isEqualTo(2);
    assertThat(recalled.get("blue shoes").rank(Source.TYPED_WORDS)).isEqualTo(3);
    assertThat(recalled.get("sofa cover").rank(Source.SESSION)).isEqualTo(1);
    assertThat(recalled.get("red shirt").rank(Source.SESSION)).isEqualTo(2);
    assertThat(recalled.get("sofa").rank(Source.HISTORY)).isEqualTo(1);
  }

  @Test
  void of_partLeftOut_ranksByTheRest() {
    Map<String, Recalled> recalled = recall("red sh", window("red shoes", "red shoes"));
    assertThat(recalled.get("red shirt").rank(Source.COMPLETION)).isEqualTo(1);
    assertThat(recalled.get("red shoes").rank(Source.COMPLETION)).isEqualTo(2);
    assertThat(recalled.get("red shirt").rank(Source.FOLLOWER)).isEqualTo(1);
  }

  @Test
  void of_queryOfThePartLeftOutOnly_isNotRecalled() {
    assertThat(recall("sofa", window("sofa cover"))).doesNotContainKey("sofa cover");
    assertThat(recall("sofa", window())).containsKey("sofa cover");
  }
}
