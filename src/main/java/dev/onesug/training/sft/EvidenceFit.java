package dev.onesug.training.sft;

import dev.onesug.model.prior.Evidence;
import dev.onesug.model.prior.Evidence.Kind;
import dev.onesug.model.prior.EvidenceWeights;
import dev.onesug.model.prior.HistoryEvidence;
import dev.onesug.model.related.QueryIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fits the weights of the evidence to searches, by expectation maximisation: the likelihood of what
 * was searched, given the history, rises from round to round. Each search is left out of the counts
 * that are evidence for it (deleted interpolation: Jelinek and Mercer, 1980).
 */
final class EvidenceFit {
  private static final int ROUNDS = 40;

  /** Where the fit begins, and how deep it looks into a history of at most ten. */
  private static final EvidenceWeights START = EvidenceWeights.uniform(10, 3, 5, 1);

  private static final List<Source> SOURCES = sources();

  private final QueryIndex index;
  private final HistoryEvidence history;
  private final List<Observation> observations = new ArrayList<>();

  EvidenceFit(QueryIndex index) {
    this.index = index;
    this.history = new HistoryEvidence(index, START);
  }

  /** A weight to fit besides that of popularity: of one kind of evidence from one place. */
  private record Source(Kind kind, int recency) {}

  private static List<Source> sources() {
    List<Source> sources = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (int recency = 0; recency < START.of(kind).size(); recency++) {
        sources.add(new Source(kind, recency));
      }
    }
    return List.copyOf(sources);
  }

  /**
   * One search.
   *
   * @param sources the popularity and all evidence there was, as places in the vector of weights
   * @param shares what each says of the query that was searched
   */
  private record Observation(int[] sources, double[] shares) {}

  /**
   * Adds a search. One that no source could have foretold says nothing of the sources.
   *
   * @param earlier the user's queries before it, the most recent first
   * @param target id of the query that was searched
   */
  void add(List<String> earlier, int target) {
    List<Evidence> evidence = history.withoutOne(earlier, target);
    int[] sources = new int[evidence.size() + 1];
    double[] shares = new double[sources.length];
    shares[0] = popularShare(target);
    for (int i = 0; i < evidence.size(); i++) {
      sources[i + 1] = place(new Source(evidence.get(i).kind(), evidence.get(i).recency()));
      shares[i + 1] = evidence.get(i).queries().share(target);
    }
    if (Arrays.stream(shares).sum() > 0) {
      observations.add(new Observation(sources, shares));
    }
  }

  /** The target's share of all searches, without the one that is left out. */
  double popularShare(int target) {
    return (Math.max(1, index.popularity(target)) - 1.0) / index.searches();
  }

  /**
   * The weights under which the searches that were added are likeliest; they sum to 1. Without any
   * that a source foretold, popularity is all that is known.
   */
  EvidenceWeights fit() {
    if (observations.isEmpty()) {
      return EvidenceWeights.NONE;
    }
    double[] weights = new double[1 + SOURCES.size()];
    Arrays.fill(weights, 1.0 / weights.length);
    for (int round = 0; round < ROUNDS; round++) {
      weights = better(weights);
    }
    return new EvidenceWeights(
        weights[0],
        weights(Kind.REPEATED, weights),
        weights(Kind.SESSION, weights),
        weights(Kind.WORD, weights),
        weights(Kind.NEAR, weights));
  }

  /**
   * One round. The weights of the sources that a search has are brought to a sum of 1, as {@link
   * EvidenceWeights#belief} does it, which is what divides the responsibilities here.
   */
  private double[] better(double[] weights) {
    double[] responsible = new double[weights.length];
    double[] offered = new double[weights.length];
    for (Observation observation : observations) {
      double available = 0;
      double likelihood = 0;
      for (int i = 0; i < observation.sources().length; i++) {
        double weight = weights[observation.sources()[i]];
        available += weight;
        likelihood += weight * observation.shares()[i];
      }
      for (int i = 0; i < observation.sources().length; i++) {
        int source = observation.sources()[i];
        responsible[source] += weights[source] * observation.shares()[i] / likelihood;
        offered[source] += 1 / available;
      }
    }
    double[] better = new double[weights.length];
    for (int source = 0; source < better.length; source++) {
      better[source] = offered[source] == 0 ? 0 : responsible[source] / offered[source];
    }
    // Popularity is never ruled out, however short the log: nothing else knows every query.
    better[0] = Math.max(better[0], 1e-3);
    double sum = Arrays.stream(better).sum();
    return Arrays.stream(better).map(weight -> weight / sum).toArray();
  }

  private static List<Double> weights(Kind kind, double[] weights) {
    return SOURCES.stream()
        .filter(source -> source.kind() == kind)
        .map(source -> weights[place(source)])
        .toList();
  }

  /** Behind the popularity, which comes first. */
  private static int place(Source source) {
    return 1 + SOURCES.indexOf(source);
  }
}
