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
        new LeavingEvidence(index)
            .of(new Moment(new Prefix("the shoes"), near, List.of()), Belief.NONE);
    Belief belief = found.belief(new LeavingWeights(0, 0, 0.5, 0.3));

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
    Moment moment = new Moment(new Prefix("settee"), near, List.of());
    LeavingEvidence.Found found =
        new LeavingEvidence(index).withoutOne(moment, Belief.NONE, id("couch"));
    assertThat(found.share(Kind.NEAR, id("couch"), 0)).isZero();
    assertThat(found.share(Kind.NEAR, id("sofa"), 0)).isEqualTo(1);
  }

  @Test
  void of_textThatBeginsAtALaterWord_isAsLikelyAsTheUserWouldMeanIt() {
    Moment moment = new Moment(new Prefix("shoes r"), List.of(), List.of());
    LeavingEvidence.Found found = new LeavingEvidence(index).of(moment, Belief.NONE);
    // Two have the words; one of them goes on with the letter behind.
    assertThat(found.share(Kind.LATER_WORD, id("red shoes"), 0)).isEqualTo(1);
    assertThat(found.share(Kind.SLIP, id("red shoes"), 0)).isZero();

    Moment whole = new Moment(new Prefix("shoes red "), List.of(), List.of());
    found = new LeavingEvidence(index).of(whole, Belief.NONE);
    assertThat(found.share(Kind.LATER_WORD, id("red shoes"), 0)).isEqualTo(1);

    Moment shoes = new Moment(new Prefix("sho"), List.of(), List.of());
    Belief user = new Belief(new int[] {id("blue shoes"), id("sofa")}, new double[] {0.4, 0.2});
    // Of popularity 0.4 is left: 6 and 3 of 18 searches, and 0.4 of belief for the blue ones.
    double red = 0.4 * 6 / 18;
    double blue = 0.4 + 0.4 * 3 / 18;
    found = new LeavingEvidence(index).of(shoes, user);
    assertThat(found.share(Kind.LATER_WORD, id("red shoes"), 0))
        .isCloseTo(red / (red + blue), within(1e-12));
    assertThat(found.share(Kind.LATER_WORD, id("blue shoes"), 0))
        .isCloseTo(blue / (red + blue), within(1e-12));
  }

  @Test
  void of_textWithASlip_isWhatBeginsLikeItOtherwise() {
    for (String typed : List.of("sfoa", "soffa", "sfa", "xofa", "sofaa ")) {
      Moment moment = new Moment(new Prefix(typed), List.of(), List.of());
      LeavingEvidence.Found found = new LeavingEvidence(index).of(moment, Belief.NONE);
      assertThat(found.share(Kind.SLIP, id("sofa"), 0)).as(typed).isEqualTo(1);
    }
    Moment right = new Moment(new Prefix("sof"), List.of(), List.of());
    assertThat(new LeavingEvidence(index).of(right, Belief.NONE).share(Kind.SLIP, id("sofa"), 0))
        .isZero();
  }

  @Test
  void contextPrior_queryNearInMeaning_risesAboveAMorePopularOne() {
    PriorWeights weights =
        new PriorWeights(0.5, new LeavingWeights(0, 0, 0.2, 0.7), EvidenceWeights.NONE);
    ContextPrior prior = new ContextPrior(index, Character::toString, weights);
    Prefix typed = new Prefix("settee");
    List<NearQuery> near = List.of(new NearQuery(id("couch"), 0.9f));

    Typed without = prior.given(new Moment(typed, List.of(), List.of()));
    Typed with = prior.given(new Moment(typed, near, List.of()));

    assertThat(firstShare(without, "couch")).isLessThan(firstShare(without, "sofa"));
    assertThat(firstShare(with, "couch")).isGreaterThan(firstShare(with, "sofa"));
    assertThat(firstShare(with, "couch")).isGreaterThan(0.5);
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
