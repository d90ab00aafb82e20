package dev.onesug.training.sft;

import dev.onesug.model.prior.Evidence;
import dev.onesug.model.prior.EvidenceWeights;
import dev.onesug.model.prior.HistoryEvidence;
import dev.onesug.model.prior.LeavingEvidence;
import dev.onesug.model.prior.Moment;
import dev.onesug.model.prior.PriorWeights;
import dev.onesug.model.related.QueryIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits the weights of the prior to training samples: first what the user's history counts, then,
 * given that, how searches come to the typed text.
 */
public final class PriorFit {
  private final QueryIndex index;
  private final LeavingEvidence leaving;
  private final EvidenceFit evidence;
  private final List<Search> searches = new ArrayList<>();

  private record Search(Moment moment, int target) {}

  public PriorFit(QueryIndex index) {
    this.index = index;
    this.leaving = new LeavingEvidence(index);
    this.evidence = new EvidenceFit(index);
  }

  /**
   * Adds a search.
   *
   * @param moment what was near to the prefix before that search
   * @param target id of the query that was searched
   */
  public void add(Moment moment, int target) {
    searches.add(new Search(moment, target));
  }

  /** The number of searches. */
  public int size() {
    return searches.size();
  }

  /** The weights that the searches suggest. */
  public PriorWeights fit() {
    EvidenceWeights weights =
        evidence.fit(
            searches.parallelStream()
                .flatMap(
                    search -> evidence.observed(search.moment.earlier(), search.target).stream())
                .toList());
    HistoryEvidence history = new HistoryEvidence(index, weights);
    List<LeavingFit.Observation> observations =
        searches.parallelStream().map(search -> observed(search, history, weights)).toList();
    return new PriorWeights(LeavingFit.fit(observations), weights);
  }

  private LeavingFit.Observation observed(
      Search search, HistoryEvidence history, EvidenceWeights weights) {
    int target = search.target;
    List<Evidence> earlier = history.withoutOne(search.moment.earlier(), target);
    LeavingEvidence.Found found =
        leaving.withoutOne(search.moment, weights.belief(earlier), target);
    double believed = weights.share(target, earlier, evidence.popularShare(target));
    boolean continues = index.text(target).startsWith(search.moment.prefix().text());
    return LeavingFit.Observation.of(found, target, continues, believed);
  }
}
