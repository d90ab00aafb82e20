package dev.onesug.training.evaluation.online;

import dev.onesug.training.evaluation.Estimate;
import dev.onesug.training.logs.shop.Visit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The users of a test, split at random, with what each arm did. */
final class Arms {
  private final long seed;
  private final Map<String, UserTotals> control = new LinkedHashMap<>();
  private final Map<String, UserTotals> treatment = new LinkedHashMap<>();

  /**
   * @param seed splits the users
   */
  Arms(long seed) {
    this.seed = seed;
  }

  /** Half of the users, by their names: the same whenever they come. */
  boolean isTreated(String user) {
    return new SplittableRandom(31 * seed + user.hashCode()).nextBoolean();
  }

  void add(Visit visit) {
    String user = visit.user().user();
    (isTreated(user) ? treatment : control)
        .computeIfAbsent(user, name -> new UserTotals())
        .add(visit);
  }

  int controlUsers() {
    return control.size();
  }

  int treatedUsers() {
    return treatment.size();
  }

  /**
   * Every metric of both arms. Users are drawn, because the searches of one user are not
   * independent; each arm draws its own.
   */
  Map<OnlineMetric, ArmComparison> compare(int resamples) {
    RatioBootstrap.Sums before = draw(control, new RatioBootstrap(resamples, seed));
    RatioBootstrap.Sums after = draw(treatment, new RatioBootstrap(resamples, seed + 1));
    Map<OnlineMetric, ArmComparison> comparisons = new EnumMap<>(OnlineMetric.class);
    int above = 0;
    for (OnlineMetric metric : OnlineMetric.values()) {
      comparisons.put(
          metric,
          new ArmComparison(
              before.ratio(above, above + 1),
              after.ratio(above, above + 1),
              lift(before.ratios(above, above + 1), after.ratios(above, above + 1))));
      above += 2;
    }
    return comparisons;
  }

  private static Estimate lift(double[] before, double[] after) {
    double[] lifts = new double[before.length];
    Arrays.setAll(lifts, drawing -> after[drawing] / before[drawing] - 1);
    return RatioBootstrap.estimate(lifts);
  }

  /** A metric's two sums stand in two columns, in the order of the metrics. */
  private static RatioBootstrap.Sums draw(Map<String, UserTotals> arm, RatioBootstrap bootstrap) {
    List<UserTotals> users = List.copyOf(arm.values());
    double[][] columns = new double[2 * OnlineMetric.values().length][];
    int above = 0;
    for (OnlineMetric metric : OnlineMetric.values()) {
      columns[above] = users.stream().mapToDouble(metric::above).toArray();
      columns[above + 1] = users.stream().mapToDouble(metric::below).toArray();
      above += 2;
    }
    return bootstrap.draw(columns);
  }
}
