package dev.onesug.model.related;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.related.Related.Origin;
import dev.onesug.model.related.Related.RelatedQuery;
import org.junit.jupiter.api.Test;

class RelatedMixTest {
  private static RelatedMix mix(int k, double semanticShare) {
    return mix(k, semanticShare, 0);
  }

  private static RelatedMix mix(int k, double semanticShare, double coOccurrenceShare) {
    return new RelatedMix(
        new RelatedSettings(k, semanticShare, coOccurrenceShare, 0.5, 10, 0, 0, 3, 10));
  }

  @Test
  void mixed_threeOrigins_comeByTheirShares() {
    assertThat(
            mix(8, 0.5, 0.25)
                .add(Origin.SEMANTIC, 1, 2, 3, 4, 5)
                .add(Origin.CO_OCCURRENCE, 11, 12, 13)
                .add(Origin.LEXICAL, 21, 22, 23)
                .mixed()
                .stream()
                .map(RelatedQuery::query))
        .containsExactly(1, 11, 21, 2, 3, 12, 22, 4);
  }

  @Test
  void mixed_originWithoutAShare_fillsUp() {
    assertThat(
            mix(3, 0.5, 0.5)
                .add(Origin.SEMANTIC, 1)
                .add(Origin.CO_OCCURRENCE, 11)
                .add(Origin.LEXICAL, 21, 22)
                .mixed()
                .stream()
                .map(RelatedQuery::query))
        .containsExactly(11, 1, 21);
  }

  @Test
  void mixed_bothHaveEnough_alternates() {
    assertThat(
            mix(4, 0.5)
                .add(Origin.SEMANTIC, 1, 2, 3)
                .add(Origin.LEXICAL, 11, 12, 13)
                .mixed()
                .stream()
                .map(RelatedQuery::query))
        .containsExactly(11, 1, 12, 2);
  }

  @Test
  void mixed_oneRunsOut_theOtherFills() {
    assertThat(
            mix(4, 0.5).add(Origin.SEMANTIC, 1).add(Origin.LEXICAL, 11, 12, 13).mixed().stream()
                .map(RelatedQuery::query))
        .containsExactly(11, 1, 12, 13);
    assertThat(mix(4, 0.5).mixed()).isEmpty();
  }

  @Test
  void mixed_inBoth_isTakenOnce() {
    assertThat(
            mix(4, 0.5, 0.5)
                .add(Origin.SEMANTIC, 11, 1)
                .add(Origin.CO_OCCURRENCE, 11, 12)
                .mixed()
                .stream()
                .map(RelatedQuery::query))
        .containsExactly(11, 1, 12);
  }

  @Test
  void mixed_shareOfNoneOrAll_takesOneSide() {
    assertThat(mix(2, 0).add(Origin.SEMANTIC, 1, 2).add(Origin.LEXICAL, 11, 12).mixed())
        .allMatch(query -> query.origin() == Origin.LEXICAL);
    assertThat(mix(2, 1).add(Origin.SEMANTIC, 1, 2).add(Origin.LEXICAL, 11, 12).mixed())
        .allMatch(query -> query.origin() == Origin.SEMANTIC);
  }
}
