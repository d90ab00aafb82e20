package dev.onesug.training.sft;

import dev.onesug.model.prior.Evidence;
import dev.onesug.model.prior.Evidence.Kind;
import dev.onesug.model.prior.EvidenceWeights;
import dev.onesug.model.prior.EvidenceWeights.ByKind;
import dev.onesug.model.prior.HistoryEvidence;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.text.History;
import dev.onesug.training.logs.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Fits the weights of the evidence to searches, by expectation maximisation: the likelihood of what
 * was searched, given the history, rises from round to round. Each search is left out of the counts
 * that are evidence for it (deleted interpolation: Jelinek and Mercer, 1980).
 */
final class EvidenceFit {
  private static final int ROUNDS = 40;

  /** Where the fit begins, and how deep it looks into a history. */
  private static final EvidenceWeights START =
      new EvidenceWeights(
          1,
          ByKind.uniform(10, 3, 5, 1),
          ByKind.uniform(Sample.MAX_HISTORY, 3, Sample.MAX_HISTORY, 0));

  private static final List<Source> SOURCES = sources();

  private final QueryIndex index;
  private final HistoryEvidence history;

  EvidenceFit(QueryIndex index) {
    this.index = index;
    this.history = new HistoryEvidence(index, START);
  }

  /** A weight to fit besides that of popularity: of one kind of evidence from one place. */
  private record Source(Kind kind, boolean inSession, int recency) {}

  private static List<Source> sources() {
    List<Source> sources = new ArrayList<>();
    for (boolean inSession : new boolean[] {true, false}) {
      for (Kind kind : Kind.values()) {
        for (int recency = 0; recency < START.of(kind, inSession).size(); recency++) {
          sources.add(new Source(kind, inSession, recency));
        }
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
  record Observation(int[] sources, double[] shares) {}

  /**
   * What the sources say of a search. One that none could have foretold says nothing of them.
   *
   * @param earlier what the user searched before it
   * @param target id of the query that was searched
   */
  Optional<Observation> observed(History earlier, int target) {
    List<Evidence> evidence = history.withoutOne(earlier, target);
    int[] sources = new int[evidence.size() + 1];
    double[] shares = new double[sources.length];
    shares[0] = popularShare(target);
    for (int i = 0; i < evidence.size(); i++) {
      Evidence one = evidence.get(i);
      sources[i + 1] = place(new Source(one.kind(), one.inSession(), one.recency()));
      shares[i + 1] = one.queries().share(target);
    }
    return Arrays.stream(shares).sum() > 0
        ? Optional.of(new Observation(sources, shares))
        : Optional.empty();
  }

  /** The target's share of all searches, without the one that is left out. */
  double popularShare(int target) {
    return (Math.max(1, index.popularity(target)) - 1.0) / index.searches();
  }

  /**
   * The weights under which searches are likeliest; they sum to 1. Without any that a source
   * foretold, popularity is all that is known.
   */
  EvidenceWeights fit(List<Observation> observations) {
    if (observations.isEmpty()) {
      return EvidenceWeights.NONE;
    }
    double[] weights = new double[1 + SOURCES.size()];
    Arrays.fill(weights, 1.0 / weights.length);
    for (int round = 0; round < ROUNDS; round++) {
      weights = better(weights, observations);
    }
    return new EvidenceWeights(weights[0], byKind(true, weights), byKind(false, weights));
  }

  /**
   * One round. The weights of the sources that a search has are brought to a sum of 1, as {@link
   * EvidenceWeights#belief} does it, which is what divides the responsibilities here.
   */
  private static double[] better(double[] weights, List<Observation> observations) {
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

  private static ByKind byKind(boolean inSession, double[] weights) {
    return new ByKind(
        weights(Kind.REPEATED, inSession, weights),
        weights(Kind.SESSION, inSession, weights),
        weights(Kind.WORD, inSession, weights),
        weights(Kind.NEAR, inSession, weights));
  }

  private static List<Double> weights(Kind kind, boolean inSession, double[] weights) {
    return SOURCES.stream()
        .filter(source -> source.kind() == kind && source.inSession() == inSession)
        .map(source -> weights[place(source)])
        .toList();
  }

  /** Behind the popularity, which comes first. */
  private static int place(Source source) {
    return 1 + SOURCES.indexOf(source);
  }
}
