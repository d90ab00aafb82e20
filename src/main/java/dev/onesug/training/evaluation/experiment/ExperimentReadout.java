package dev.onesug.training.evaluation.experiment;

import dev.onesug.model.feedback.FeedbackEvent;
import dev.onesug.training.evaluation.Origin;
import dev.onesug.training.evaluation.experiment.ExperimentReport.GroupResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads an experiment out of a feedback log: who got what, whether the split is the planned one,
 * and what each variant did, to all and by group of users.
 */
public record ExperimentReadout(ExperimentSettings settings, UserGroups groups) {

  /** A feedback log. */
  @FunctionalInterface
  public interface Events {
    /** Hands out each event once, in the order in which they came. */
    void each(Consumer<FeedbackEvent> reader) throws IOException;
  }

  /**
   * Reads it out.
   *
   * @param log read once
   * @throws IOException if the log cannot be read
   * @throws IllegalArgumentException if the log does not hold the experiment, or only one variant
   *     of it, or other variants than were planned
   */
  public ExperimentReport of(Events log, Origin origin) throws IOException {
    ExperimentUsers found = new ExperimentUsers(settings, groups);
    log.each(found::add);
    Map<String, Double> shares = shares(variants(found));
    List<UserOutcome> users = found.users().stream().filter(user -> !user.crossedOver()).toList();
    return new ExperimentReport(
        origin,
        settings,
        found.events(),
        found.users().size() - users.size(),
        SampleRatio.of(counts(users), shares),
        new Comparison(settings, shares, 1).of(users),
        byGroup(users, shares),
        served(found));
  }

  private Set<String> variants(ExperimentUsers log) {
    Set<String> seen = log.traffic().keySet();
    if (seen.isEmpty()) {
      throw new IllegalArgumentException(
          "experiment: %s (expected: one with a variant in the log and the time asked for; the log names %s)"
              .formatted(settings.experiment(), names(log.experiments())));
    }
    Set<String> variants = new TreeSet<>(seen);
    variants.addAll(settings.split().keySet());
    if (!variants.contains(settings.control())) {
      throw new IllegalArgumentException(
          "control: %s (expected: one of %s)".formatted(settings.control(), names(variants)));
    }
    if (variants.size() < 2) {
      throw new IllegalArgumentException(
          "variants of %s: %s alone (expected: 2 or more)"
              .formatted(settings.experiment(), names(variants)));
    }
    return variants;
  }

  private static String names(Set<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  /** Planned shares, the control first. */
  private Map<String, Double> shares(Set<String> variants) {
    Map<String, Double> weights = settings.split();
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put(settings.control(), 0.0);
    for (String variant : variants) {
      if (!weights.isEmpty() && !weights.containsKey(variant)) {
        throw new IllegalArgumentException(
            "split: %s (expected: a weight for %s too, which is in the log)"
                .formatted(new TreeMap<>(weights), variant));
      }
      shares.put(variant, weights.getOrDefault(variant, 1.0));
    }
    double total = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    shares.replaceAll((variant, weight) -> weight / total);
    return shares;
  }

  private static Map<String, Integer> counts(List<UserOutcome> users) {
    return users.stream()
        .collect(Collectors.toMap(UserOutcome::variant, user -> 1, Integer::sum, TreeMap::new));
  }

  private List<GroupResult> byGroup(List<UserOutcome> users, Map<String, Double> shares) {
    List<GroupResult> results = new ArrayList<>();
    results.addAll(
        split(
            users,
            shares,
            "Signed in",
            traits -> traits.signedIn() ? "signed in" : "not signed in"));
    results.addAll(
        split(
            users,
            shares,
            "Known before",
            traits -> traits.seenBefore() ? "in the log before" : "new to the log"));
    if (!groups.isEmpty()) {
      results.addAll(split(users, shares, "Group", UserTraits::group));
    }
    return results;
  }

  /** Nothing is said of a division that has one part only: it is everybody. */
  private List<GroupResult> split(
      List<UserOutcome> users,
      Map<String, Double> shares,
      String grouping,
      Function<UserTraits, String> group) {
    Map<String, List<UserOutcome>> byGroup =
        users.stream()
            .collect(
                Collectors.groupingBy(
                    user -> group.apply(user.traits()), TreeMap::new, Collectors.toList()));
    if (byGroup.size() < 2) {
      return List.of();
    }
    Comparison comparison = new Comparison(settings, shares, byGroup.size());
    return byGroup.entrySet().stream()
        .map(part -> new GroupResult(grouping, part.getKey(), comparison.of(part.getValue())))
        .toList();
  }

  private static Map<String, ServedLists> served(ExperimentUsers log) {
    Map<String, ServedLists> served = new TreeMap<>();
    log.traffic().forEach((variant, traffic) -> served.put(variant, traffic.summary()));
    return served;
  }
}
