package dev.onesug.training.evaluation.online;

import dev.onesug.training.logs.shop.Look;
import dev.onesug.training.logs.shop.SuggestionBox;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Propensities from a log without experiments, by intervention harvesting (Agarwal et al.,
 * "Estimating Position Bias without Intrusive Interventions", WSDM 2019): the same suggestion under
 * the same prefix stands in different positions for different users, because the old cascade lifts
 * what shares words with a user's latest queries over the others. How often it is chosen in one
 * position and in the next tells how much less the next is examined.
 *
 * <p>Only looks at suggestions that are not lifted themselves are compared, and only among looks
 * with as many lifted ones: a user whose history fits the prefix wants the others less. What this
 * leaves is a bias, because it also matters which ones were lifted.
 *
 * <p>Propensities are found up to a factor, which {@link OffPolicyEstimator#snips} and {@link
 * OffPolicyEstimator#clickRate} do not need. The log must hold the looks that led to nothing.
 */
final class HarvestedPropensities {
  /** Longer prefixes come too rarely to be seen with two positions of one suggestion. */
  private static final int LONGEST_PREFIX = 3;

  private static final int HISTORY_READ = 3;
  private static final int SHORTEST_WORD = 4;

  private final Map<Place, Counts> counts = new HashMap<>();

  private record Place(String prefix, String suggestion, int lifted) {}

  private static final class Counts {
    private final int[] looks = new int[SuggestionBox.SHOWN];
    private final int[] choices = new int[SuggestionBox.SHOWN];

    double rate(int position) {
      return (double) choices[position] / looks[position];
    }
  }

  void add(Look look) {
    if (look.prefix().length() > LONGEST_PREFIX) {
      return;
    }
    Set<String> latest = latestWords(look.user().history());
    List<String> shown = look.shown();
    boolean[] isLifted = new boolean[shown.size()];
    int lifted = 0;
    for (int position = 0; position < isLifted.length; position++) {
      isLifted[position] = words(shown.get(position)).anyMatch(latest::contains);
      lifted += isLifted[position] ? 1 : 0;
    }
    for (int position = 0; position < isLifted.length; position++) {
      if (!isLifted[position]) {
        Counts here =
            counts.computeIfAbsent(
                new Place(look.prefix(), shown.get(position), lifted), place -> new Counts());
        here.looks[position]++;
        here.choices[position] += position == look.clicked() ? 1 : 0;
      }
    }
  }

  /**
   * The propensities, relative to the first.
   *
   * @return [position]; a position that cannot be compared is taken as the one above it
   */
  double[] relative() {
    double[] relative = new double[SuggestionBox.SHOWN];
    Arrays.fill(relative, 1);
    for (int position = 1; position < relative.length; position++) {
      double ratio = ratio(position);
      relative[position] = relative[position - 1] * (ratio > 0 ? ratio : 1);
    }
    return relative;
  }

  /** How much less a position is examined than the one above it. */
  private double ratio(int position) {
    double above = 0;
    double here = 0;
    for (Counts place : counts.values()) {
      double looksAbove = place.looks[position - 1];
      double looksHere = place.looks[position];
      if (looksAbove > 0 && looksHere > 0) {
        // What two binomial rates are compared with: the harmonic mean of their sizes, halved.
        double weight = looksAbove * looksHere / (looksAbove + looksHere);
        above += weight * place.rate(position - 1);
        here += weight * place.rate(position);
      }
    }
    return above == 0 ? 0 : here / above;
  }

  private static Set<String> latestWords(List<String> history) {
    return history.stream()
        .limit(HISTORY_READ)
        .flatMap(HarvestedPropensities::words)
        .collect(Collectors.toSet());
  }

  private static Stream<String> words(String query) {
    return Arrays.stream(query.split(" ", -1)).filter(word -> word.length() >= SHORTEST_WORD);
  }
}
