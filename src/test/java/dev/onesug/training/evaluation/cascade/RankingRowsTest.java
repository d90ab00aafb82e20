package dev.onesug.training.evaluation.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.training.evaluation.cascade.RankingRows.Group;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RankingRowsTest {
  private static final int WIDTH = Feature.ALL.size();

  private static float[] filled(int rows, float value) {
    float[] features = new float[rows * WIDTH];
    Arrays.fill(features, value);
    return features;
  }

  @Test
  void add_groups_standBehindEachOther() {
    RankingRows rows = new RankingRows();
    assertThat(rows.isEmpty()).isTrue();
    rows.add(new Group(filled(3, 1), 2));
    rows.add(new Group(filled(1, 2), 0));
    rows.add(new Group(filled(2, 3), 0));

    assertThat(rows.rows()).isEqualTo(6);
    assertThat(rows.groups()).containsExactly(3, 1, 2);
    assertThat(rows.labels()).containsExactly(0, 0, 1, 1, 1, 0);
    assertThat(rows.features()).hasSize(6 * WIDTH).startsWith(filled(3, 1)).endsWith(filled(2, 3));
    assertThat(rows.features()[3 * WIDTH]).isEqualTo(2);
  }

  @Test
  void features_allOfThem_haveNamesOfTheirOwn() {
    assertThat(Feature.ALL).hasSizeGreaterThanOrEqualTo(20);
    assertThat(Feature.ALL.stream().map(Feature::name)).doesNotHaveDuplicates();
  }
}
