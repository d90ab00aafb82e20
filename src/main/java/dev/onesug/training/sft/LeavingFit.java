package dev.onesug.training.sft;

import dev.onesug.model.prior.LeavingEvidence;
import dev.onesug.model.prior.LeavingEvidence.Kind;
import dev.onesug.model.prior.LeavingWeights;
import java.util.Arrays;
import java.util.List;

/**
 * Fits {@link LeavingWeights} by the likelihood of what was searched given what was typed. Both the
 * readiness and the shares rise to a fixed point: what each is responsible for, over what it would
 * be by its weight (the latent choices of expectation maximisation, divided by a normaliser that
 * differs between searches).
 */
final class LeavingFit {
  private static final int ROUNDS = 150;

  /** What is assumed of a readiness, with the weight of one search, before any was seen. */
  private static final double ASSUMED_READINESS = 0.05;

  /** The beginning, then the kinds that fit. */
  private static final int WAYS = 1 + Kind.FITTING.size();

  /** The queries that fit, then the kinds that tell, then anything. */
  private static final int SHARES = 2 + Kind.TOLD.size();

  private LeavingFit() {}

  /**
   * One search, with the beliefs of {@link LeavingEvidence.Found}.
   *
   * @param masses b of all queries that fit in each way
   * @param target b of the query that was searched, where it fits in that way; else 0
   * @param told its share by each kind that tells, and by the belief about the user
   */
  record Observation(double[] masses, double[] target, double[] told) {
    static Observation of(
        LeavingEvidence.Found found, int query, boolean continues, double believed) {
      double[] masses = new double[WAYS];
      double[] target = new double[WAYS];
      masses[0] = found.continuing();
      target[0] = continues ? believed : 0;
      for (int i = 1; i < WAYS; i++) {
        masses[i] = found.fitting(Kind.FITTING.get(i - 1));
        target[i] = found.fitting(Kind.FITTING.get(i - 1), query, believed);
      }
      double[] told = new double[SHARES - 1];
      for (int i = 0; i < Kind.TOLD.size(); i++) {
        told[i] = found.told(Kind.TOLD.get(i), query, believed);
      }
      told[SHARES - 2] = believed;
      return new Observation(masses, target, told);
    }
  }

  /** The weights under which the searches are likeliest. */
  static LeavingWeights fit(List<Observation> observations) {
    double[] readiness = new double[WAYS];
    Arrays.fill(readiness, ASSUMED_READINESS);
    readiness[0] = 1;
    double[] shares = new double[SHARES];
    Arrays.fill(shares, 1.0 / SHARES);
    for (int i = 0; i < ROUNDS; i++) {
      Round round = new Round(readiness, shares);
      observations.forEach(round::add);
      readiness = round.readiness();
      shares = round.shares();
    }
    return new LeavingWeights(readiness[1], readiness[2], shares[1], shares[2], shares[3]);
  }

  /** One round: weights, and what they are found responsible for. */
  private static final class Round {
    private final double[] readiness;
    private final double[] shares;
    private final double[] ofWays = new double[WAYS];
    private final double[] waysByWeight = new double[WAYS];
    private final double[] ofShares = new double[SHARES];
    private final double[] sharesByWeight = new double[SHARES];

    Round(double[] readiness, double[] shares) {
      this.readiness = readiness;
      this.shares = shares;
    }

    void add(Observation search) {
      double all = product(readiness, search.masses());
      double fits = product(readiness, search.target());
      double available = all > 0 ? 1 : 1 - shares[0];
      double byFitting = all > 0 ? shares[0] * fits / all : 0;
      double likelihood = byFitting;
      for (int i = 1; i < SHARES; i++) {
        likelihood += shares[i] * search.told()[i - 1];
      }
      if (!(likelihood > 0)) {
        return;
      }
      for (int i = all > 0 ? 0 : 1; i < SHARES; i++) {
        double by = i == 0 ? byFitting : shares[i] * search.told()[i - 1];
        ofShares[i] += by / likelihood;
        sharesByWeight[i] += 1 / available;
      }
      for (int i = 0; i < WAYS && byFitting > 0; i++) {
        ofWays[i] += byFitting / likelihood * readiness[i] * search.target()[i] / fits;
        waysByWeight[i] += byFitting / likelihood * search.masses()[i] / all;
      }
    }

    double[] readiness() {
      double[] better = new double[WAYS];
      for (int i = 0; i < WAYS; i++) {
        double assumed = i == 0 ? 1 : ASSUMED_READINESS;
        better[i] = (ofWays[i] + assumed) / (waysByWeight[i] + 1);
      }
      return Arrays.stream(better).map(one -> one / better[0]).toArray();
    }

    /** What fits and what is believed anyway always keep something. */
    double[] shares() {
      double[] better = new double[SHARES];
      for (int i = 0; i < SHARES; i++) {
        double assumed = i == 0 || i == SHARES - 1 ? 1.0 / SHARES : 0;
        better[i] = (ofShares[i] + assumed) / (sharesByWeight[i] + 1);
      }
      double sum = Arrays.stream(better).sum();
      return Arrays.stream(better).map(one -> one / sum).toArray();
    }

    private static double product(double[] weights, double[] values) {
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += weights[i] * values[i];
      }
      return sum;
    }
  }
}
