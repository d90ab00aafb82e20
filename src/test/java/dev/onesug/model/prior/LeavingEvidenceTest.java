package dev.onesug.model.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.model.decoding.Belief;
import dev.onesug.model.decoding.QueryPrior.Typed;
import dev.onesug.model.decoding.TokenTrie;
import dev.onesug.model.prior.LeavingEvidence.Kind;
import dev.onesug.model.related.NearQuery;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.related.SmallIndex;
import dev.onesug.model.text.History;
import dev.onesug.model.text.Prefix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeavingEvidenceTest {
  private static final Map<String, Integer> SEARCHES =
      Map.of("red shoes", 6, "blue shoes", 3, "sofa", 8, "couch", 1);

  @TempDir Path folder;
  private QueryIndex index;

  @BeforeEach
  void build() throws IOException {
    SmallIndex.write(folder, SEARCHES, Map.of());
    index = QueryIndex.open(folder);
  }

  @Test
  void belief_wordsAndNearness_haveTheirShares() {
    List<NearQuery> near =
        List.of(new NearQuery(id("sofa"), 0.5f), new NearQuery(id("couch"), 0.9f));
    LeavingEvidence.Found found =
        new LeavingEvidence(index).of(moment("the shoes", near), Belief.NONE);
    LeavingWeights weights = new LeavingWeights(0, 0, 0.4, 0.24, 0.16);
    // No query fits: these have all, in proportion.
    assertThat(found.leavingShare(weights)).isEqualTo(1);
    Belief belief = found.belief(weights);

    double sofa = 8 * Math.exp(0.5 / 0.08);
    double couch = Math.exp(0.9 / 0.08);
    assertThat(share(belief, "sofa")).isCloseTo(0.3 * sofa / (sofa + couch), within(1e-6));
    assertThat(share(belief, "couch")).isCloseTo(0.3 * couch / (sofa + couch), within(1e-6));
    assertThat(share(belief, "red shoes")).isBetween(0.3, 0.5);
  }

  @Test
  void withoutOne_onlySearchOfTheTarget_isNotEvidenceForIt() {
    List<NearQuery> near =
        List.of(new NearQuery(id("sofa"), 0.5f), new NearQuery(id("couch"), 0.9f));
    Moment moment = moment("settee", near);
    LeavingEvidence.Found found =
        new LeavingEvidence(index).withoutOne(moment, Belief.NONE, id("couch"));
    assertThat(found.told(Kind.NEAR, id("couch"), 0)).isZero();
    assertThat(found.told(Kind.NEAR, id("sofa"), 0)).isEqualTo(1);
  }

  @Test
  void of_textThatBeginsAtALaterWord_isAsLikelyAsTheUserWouldMeanIt() {
    LeavingEvidence.Found found = found("shoes r", Belief.NONE);
    // Two have the words; one of them goes on with the letter behind.
    assertThat(found.fitting(Kind.LATER_WORD)).isCloseTo(6 / 18.0, within(1e-12));
    assertThat(found.fitting(Kind.LATER_WORD, id("red shoes"), 0))
        .isCloseTo(6 / 18.0, within(1e-12));
    assertThat(found.fitting(Kind.SLIP)).isZero();
    assertThat(found("shoes red ", Belief.NONE).fitting(Kind.LATER_WORD, id("red shoes"), 0))
        .isPositive();

    Belief user = new Belief(new int[] {id("blue shoes"), id("sofa")}, new double[] {0.4, 0.2});
    // Of popularity 0.4 is left: 6 and 3 of 18 searches, and 0.4 of belief for the blue ones.
    found = found("sho", user);
    assertThat(found.fitting(Kind.LATER_WORD, id("red shoes"), 0))
        .isCloseTo(0.4 * 6 / 18, within(1e-12));
    assertThat(found.fitting(Kind.LATER_WORD, id("blue shoes"), 0))
        .isCloseTo(0.4 + 0.4 * 3 / 18, within(1e-12));
    assertThat(found.fitting(Kind.LATER_WORD)).isCloseTo(0.4 + 0.4 * 9 / 18, within(1e-12));
    assertThat(found.continuing()).isZero();
    assertThat(found("so", user).continuing()).isCloseTo(0.2 + 0.4 * 8 / 18, within(1e-12));
  }

  @Test
  void leavingShare_rarerContinuations_makeItLikelierThatNoneIsMeant() {
    LeavingWeights weights = new LeavingWeights(0.5, 0, 0, 0, 0.1);
    // "s" begins the sofa; shoes begin with it at their second word.
    LeavingEvidence.Found common = found("s", Belief.NONE);
    double sofa = 8 / 18.0;
    double shoes = 9 / 18.0;
    assertThat(common.leavingShare(weights))
        .isCloseTo(1 - 0.9 * sofa / (sofa + 0.5 * shoes), within(1e-12));
    Belief belief = common.belief(weights);
    double share = common.leavingShare(weights);
    assertThat(share * share(belief, "red shoes"))
        .isCloseTo(0.9 * 0.5 * (6 / 18.0) / (sofa + 0.5 * shoes), within(1e-12));
    assertThat(share * belief.rest()).isCloseTo(0.1, within(1e-12));

    // The user never means sofas.
    Belief user = new Belief(new int[] {id("red shoes")}, new double[] {0.99});
    assertThat(found("s", user).leavingShare(weights)).isGreaterThan(0.98);
  }

  @Test
  void leavingShare_nothingContinues_isNeverAboveOne() {
    LeavingEvidence.Found found = found("shoes", Belief.NONE);
    assertThat(found.continuing()).isZero();
    for (int i = 1; i < 1000; i++) {
      LeavingWeights weights = new LeavingWeights(1.0 / i, 0, 0.1 / i, 0.3 / i, 0.5 / i);
      assertThat(found.leavingShare(weights)).isBetween(0.999999, 1.0);
    }
  }

  @Test
  void withoutOne_targetThatContinues_isCountedOnceLess() {
    Moment moment = moment("so", List.of());
    assertThat(new LeavingEvidence(index).withoutOne(moment, Belief.NONE, id("sofa")).continuing())
        .isCloseTo(7 / 18.0, within(1e-12));
  }

  @Test
  void of_textWithASlip_isWhatBeginsLikeItOtherwise() {
    for (String typed : List.of("sfoa", "soffa", "sfa", "xofa", "sofaa ")) {
      assertThat(found(typed, Belief.NONE).fitting(Kind.SLIP, id("sofa"), 0))
          .as(typed)
          .isPositive();
    }
    assertThat(found("sof", Belief.NONE).fitting(Kind.SLIP)).isZero();
  }

  @Test
  void contextPrior_queryNearInMeaning_risesAboveAMorePopularOne() {
    PriorWeights weights =
        new PriorWeights(new LeavingWeights(0, 0, 0.1, 0.35, 0.05), EvidenceWeights.NONE);
    ContextPrior prior = new ContextPrior(index, Character::toString, weights);
    Prefix typed = new Prefix("settee");
    List<NearQuery> near = List.of(new NearQuery(id("couch"), 0.9f));

    Typed without = prior.given(new Moment(typed, List.of(), History.NONE));
    Typed with = prior.given(new Moment(typed, near, History.NONE));

    assertThat(firstShare(without, "couch")).isLessThan(firstShare(without, "sofa"));
    assertThat(firstShare(with, "couch")).isGreaterThan(firstShare(with, "sofa"));
    assertThat(firstShare(with, "couch")).isGreaterThan(0.5);
  }

  private LeavingEvidence.Found found(String typed, Belief user) {
    return new LeavingEvidence(index).of(moment(typed, List.of()), user);
  }

  private static Moment moment(String typed, List<NearQuery> near) {
    return new Moment(new Prefix(typed), near, History.NONE);
  }

  /** What the prior gives to the first letter of a query; all of them differ. */
  private double firstShare(Typed prior, String query) {
    TokenTrie trie = index.trie();
    int first = trie.firstChild(TokenTrie.ROOT);
    float[] shares = new float[trie.endOfChildren(TokenTrie.ROOT) - first];
    prior.logShares(TokenTrie.ROOT, prior.root(), shares, 0);
    return Math.exp(shares[trie.child(TokenTrie.ROOT, query.charAt(0)) - first]);
  }

  private double share(Belief belief, String query) {
    double share = 0;
    for (int i = 0; i < belief.queries().length; i++) {
      share += belief.queries()[i] == id(query) ? belief.shares()[i] : 0;
    }
    return share;
  }

  private int id(String text) {
    return index.find(text).orElseThrow();
  }
}
