package dev.onesug.training.sft;

import dev.onesug.model.prior.EvidenceWeights;
import dev.onesug.model.prior.HistoryEvidence;
import dev.onesug.model.prior.LeavingEvidence;
import dev.onesug.model.prior.Moment;
import dev.onesug.model.prior.PriorWeights;
import dev.onesug.model.related.QueryIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits the weights of the prior to training samples: what the user's history counts, and what tells
 * the searches that leave the typed text, by expectation maximisation. The share that leaves it is
 * counted.
 */
public final class PriorFit {
  private static final int ROUNDS = 40;

  private final QueryIndex index;
  private final LeavingEvidence told;
  private final EvidenceFit evidence;
  private final List<Leaving> leaving = new ArrayList<>();
  private int searches;

  /**
   * A search that did not continue what was typed.
   *
   * @param words share that the typed words give to its target
   * @param near share that the queries near in meaning give to it
   */
  private record Leaving(List<String> earlier, int target, double words, double near) {}

  public PriorFit(QueryIndex index) {
    this.index = index;
    this.told = new LeavingEvidence(index);
    this.evidence = new EvidenceFit(index);
  }

  /**
   * Adds a search.
   *
   * @param moment what was near to the prefix before that search
   * @param target id of the query that was searched
   */
  public void add(Moment moment, int target) {
    searches++;
    evidence.add(moment.earlier(), target);
    if (!index.text(target).startsWith(moment.prefix().text())) {
      LeavingEvidence.Found found = told.withoutOne(moment, target);
      leaving.add(
          new Leaving(
              moment.earlier(), target, found.words().share(target), found.near().share(target)));
    }
  }

  /** The weights that the searches suggest. */
  public PriorWeights fit() {
    EvidenceWeights weights = evidence.fit();
    // Never none and never all.
    double leavingShare = (leaving.size() + 1.0) / (searches + 2.0);
    double[] shares = leavingShares(weights);
    return new PriorWeights(leavingShare, shares[0], shares[1], weights);
  }

  /** Expectation maximisation between typed words, nearness, and what is believed without them. */
  private double[] leavingShares(EvidenceWeights weights) {
    HistoryEvidence history = new HistoryEvidence(index, weights);
    double[] believed =
        leaving.stream()
            .mapToDouble(
                search ->
                    weights.share(
                        search.target(),
                        history.withoutOne(search.earlier(), search.target()),
                        evidence.popularShare(search.target())))
            .toArray();
    double words = 1 / 3.0;
    double near = 1 / 3.0;
    for (int round = 0; round < ROUNDS; round++) {
      double byWords = 0;
      double byNear = 0;
      int counted = 0;
      for (int i = 0; i < believed.length; i++) {
        double ofWords = words * leaving.get(i).words();
        double ofNear = near * leaving.get(i).near();
        double likelihood = ofWords + ofNear + (1 - words - near) * believed[i];
        if (likelihood > 0) {
          byWords += ofWords / likelihood;
          byNear += ofNear / likelihood;
          counted++;
        }
      }
      // One more than there are, so that something is always left to the others.
      words = byWords / (counted + 1);
      near = byNear / (counted + 1);
    }
    return new double[] {words, near};
  }
}
