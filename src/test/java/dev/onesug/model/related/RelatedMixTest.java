package dev.onesug.model.related;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.related.Related.Origin;
import dev.onesug.model.related.Related.RelatedQuery;
import org.junit.jupiter.api.Test;

class RelatedMixTest {
  private static RelatedMix mix(int k, double semanticShare) {
    return new RelatedMix(new RelatedSettings(k, semanticShare, 0.5, 10, 3, 10));
  }

  @Test
  void mixed_bothHaveEnough_alternates() {
    assertThat(
            mix(4, 0.5).semantic(1, 2, 3).others(Origin.LEXICAL, 11, 12, 13).mixed().stream()
                .map(RelatedQuery::query))
        .containsExactly(11, 1, 12, 2);
  }

  @Test
  void mixed_oneRunsOut_theOtherFills() {
    assertThat(
            mix(4, 0.5).semantic(1).others(Origin.LEXICAL, 11, 12, 13).mixed().stream()
                .map(RelatedQuery::query))
        .containsExactly(11, 1, 12, 13);
    assertThat(mix(4, 0.5).mixed()).isEmpty();
  }

  @Test
  void mixed_inBoth_isTakenOnce() {
    assertThat(
            mix(4, 0.5).semantic(11, 1).others(Origin.CO_OCCURRENCE, 11, 12).mixed().stream()
                .map(RelatedQuery::query))
        .containsExactly(11, 1, 12);
  }

  @Test
  void mixed_shareOfNoneOrAll_takesOneSide() {
    assertThat(mix(2, 0).semantic(1, 2).others(Origin.LEXICAL, 11, 12).mixed())
        .allMatch(query -> query.origin() == Origin.LEXICAL);
    assertThat(mix(2, 1).semantic(1, 2).others(Origin.LEXICAL, 11, 12).mixed())
        .allMatch(query -> query.origin() == Origin.SEMANTIC);
  }
}
