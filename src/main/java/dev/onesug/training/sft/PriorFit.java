package dev.onesug.training.sft;

import dev.onesug.model.prior.Evidence;
import dev.onesug.model.prior.EvidenceWeights;
import dev.onesug.model.prior.HistoryEvidence;
import dev.onesug.model.prior.LeavingEvidence;
import dev.onesug.model.prior.LeavingEvidence.Kind;
import dev.onesug.model.prior.LeavingWeights;
import dev.onesug.model.prior.Moment;
import dev.onesug.model.prior.PriorWeights;
import dev.onesug.model.related.QueryIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Fits the weights of the prior to training samples: what the user's history counts, and what tells
 * the searches that leave the typed text, by expectation maximisation. The share that leaves it is
 * counted.
 */
public final class PriorFit {
  private static final int ROUNDS = 40;
  private static final List<Kind> KINDS = List.of(Kind.values());

  private final QueryIndex index;
  private final LeavingEvidence told;
  private final EvidenceFit evidence;
  private final List<Leaving> leaving = new ArrayList<>();
  private int searches;

  /** A search that did not continue what was typed. */
  private record Leaving(Moment moment, int target) {}

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
      leaving.add(new Leaving(moment, target));
    }
  }

  /** The weights that the searches suggest. */
  public PriorWeights fit() {
    EvidenceWeights weights = evidence.fit();
    // Never none and never all.
    double leavingShare = (leaving.size() + 1.0) / (searches + 2.0);
    return new PriorWeights(leavingShare, leavingWeights(weights), weights);
  }

  /** Expectation maximisation between the kinds of evidence, and what is believed without them. */
  private LeavingWeights leavingWeights(EvidenceWeights weights) {
    HistoryEvidence history = new HistoryEvidence(index, weights);
    List<double[]> shares =
        leaving.parallelStream().map(search -> shares(search, history, weights)).toList();
    double[] kinds = new double[KINDS.size() + 1];
    Arrays.fill(kinds, 1.0 / kinds.length);
    for (int round = 0; round < ROUNDS; round++) {
      kinds = better(kinds, shares);
    }
    Map<Kind, Double> weightOf = new EnumMap<>(Kind.class);
    for (int i = 0; i < KINDS.size(); i++) {
      weightOf.put(KINDS.get(i), kinds[i]);
    }
    return LeavingWeights.of(weightOf);
  }

  /** What each kind gives to the target, and what is believed of the user does, the last. */
  private double[] shares(Leaving search, HistoryEvidence history, EvidenceWeights weights) {
    List<Evidence> earlier = history.withoutOne(search.moment.earlier(), search.target);
    LeavingEvidence.Found found =
        told.withoutOne(search.moment, weights.belief(earlier), search.target);
    double believed = weights.share(search.target, earlier, evidence.popularShare(search.target));
    return DoubleStream.concat(
            KINDS.stream().mapToDouble(kind -> found.share(kind, search.target, believed)),
            DoubleStream.of(believed))
        .toArray();
  }

  private static double[] better(double[] kinds, List<double[]> told) {
    double[] responsible = new double[kinds.length];
    int counted = 0;
    for (double[] shares : told) {
      double likelihood = 0;
      for (int i = 0; i < kinds.length; i++) {
        likelihood += kinds[i] * shares[i];
      }
      if (likelihood > 0) {
        counted++;
        for (int i = 0; i < kinds.length; i++) {
          responsible[i] += kinds[i] * shares[i] / likelihood;
        }
      }
    }
    double[] better = new double[kinds.length];
    for (int i = 0; i < kinds.length; i++) {
      // One more than there are, so that something is always left to the belief in the user.
      better[i] = (responsible[i] + (i == kinds.length - 1 ? 1 : 0)) / (counted + 1);
    }
    return better;
  }
}
