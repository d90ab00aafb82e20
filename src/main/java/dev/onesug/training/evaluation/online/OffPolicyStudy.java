package dev.onesug.training.evaluation.online;

import dev.onesug.training.evaluation.Estimate;
import dev.onesug.training.evaluation.EvaluationRequest;
import dev.onesug.training.evaluation.Suggester;
import dev.onesug.training.evaluation.online.OffPolicyEstimator.Value;
import dev.onesug.training.logs.Examination;
import dev.onesug.training.logs.Impressions;
import dev.onesug.training.logs.shop.Look;
import dev.onesug.training.logs.shop.SuggestionBox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Asks a suggester where the old cascade was asked, estimates from the log what that would have
 * been worth, and holds it against what the same people would have done.
 */
final class OffPolicyStudy {
  private final int limit;
  private final SplittableRandom random;
  private final List<Look> looks = new ArrayList<>();
  private final Impressions impressions = new Impressions();
  private long offered;

  /**
   * @param limit how many looks are asked again at most
   * @param seed chooses them
   */
  OffPolicyStudy(int limit, long seed) {
    this.limit = limit;
    random = new SplittableRandom(seed);
  }

  /** Takes a look at the old cascade's list into account for the propensities. */
  void learn(Look look) {
    impressions.add(look.prefix(), look.shown(), look.clicked());
  }

  /** Offers a look to be asked again; every one offered is taken with the same chance. */
  void offer(Look look) {
    offered++;
    if (looks.size() < limit) {
      looks.add(look);
    } else {
      long place = random.nextLong(offered);
      if (place < limit) {
        looks.set((int) place, look);
      }
    }
  }

  /** A look with the list that would have been shown instead. */
  private record Answered(Look look, List<String> other) {

    LoggedLook logged() {
      return LoggedLook.of(look.shown(), look.clicked(), other);
    }

    /** How much of what the old list held would be chosen, were all of it examined. */
    double wanted() {
      return Arrays.stream(look.attractions(look.shown())).sum();
    }

    /** The same, each by its reciprocal rank in the other list. */
    double wantedByReciprocalRank() {
      double[] attractions = look.attractions(look.shown());
      double sum = 0;
      for (int position = 0; position < attractions.length; position++) {
        int there = other.indexOf(look.shown().get(position));
        sum += there < 0 ? 0 : attractions[position] * Value.RECIPROCAL_RANK.of(there);
      }
      return sum;
    }

    double clickChance(boolean onlyHeld) {
      double[] chances = look.chances(other);
      double sum = 0;
      for (int position = 0; position < chances.length; position++) {
        sum += !onlyHeld || look.shown().contains(other.get(position)) ? chances[position] : 0;
      }
      return sum;
    }
  }

  OffPolicyReport run(Suggester suggester, RatioBootstrap bootstrap) {
    List<Answered> answers = looks.stream().map(look -> answer(suggester, look)).toList();
    List<LoggedLook> logged = answers.stream().map(Answered::logged).toList();
    double[] truePropensities = Look.truePropensities();
    double[] estimated = estimatedPropensities();
    OffPolicyEstimator weighted = new OffPolicyEstimator(truePropensities, bootstrap);
    OffPolicyEstimator byEstimates = new OffPolicyEstimator(estimated, bootstrap);
    return new OffPolicyReport(
        logged.size(),
        (int) logged.stream().filter(LoggedLook::isClicked).count(),
        truePropensities,
        estimated,
        new OffPolicyReport.Readings(
            weighted.plain(logged, Value.RECIPROCAL_RANK),
            weighted.snips(logged, Value.RECIPROCAL_RANK),
            byEstimates.snips(logged, Value.RECIPROCAL_RANK),
            ratio(answers, Answered::wantedByReciprocalRank, Answered::wanted, bootstrap)),
        new OffPolicyReport.Readings(
            share(logged, look -> look.counterfactual() >= 0 ? 1 : 0, bootstrap),
            weighted.clickRate(logged),
            byEstimates.clickRate(logged),
            ratio(answers, answer -> answer.clickChance(true), answer -> 1, bootstrap)),
        share(logged, look -> look.isClicked() ? 1 : 0, bootstrap),
        ratio(answers, answer -> answer.clickChance(false), answer -> 1, bootstrap));
  }

  private double[] estimatedPropensities() {
    double[] propensities = new double[SuggestionBox.SHOWN];
    Arrays.setAll(propensities, Examination.estimate(impressions)::at);
    return propensities;
  }

  private static Answered answer(Suggester suggester, Look look) {
    EvaluationRequest request = new EvaluationRequest(look.prefix(), look.user());
    return new Answered(look, suggester.suggest(request, SuggestionBox.SHOWN));
  }

  private static Estimate share(
      List<LoggedLook> looks, ToDoubleFunction<LoggedLook> counts, RatioBootstrap bootstrap) {
    return ratio(looks, counts, look -> 1, bootstrap);
  }

  private static <T> Estimate ratio(
      List<T> units,
      ToDoubleFunction<T> above,
      ToDoubleFunction<T> below,
      RatioBootstrap bootstrap) {
    double[][] columns = {
      units.stream().mapToDouble(above).toArray(), units.stream().mapToDouble(below).toArray()
    };
    return bootstrap.draw(columns).ratio(0, 1);
  }
}
