package dev.onesug.training.evaluation.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * A ratio of two totals over the users of a variant. Rates are per search and not per list shown: a
 * keystroke shows a list, so that a suggester that lets people type less shows fewer lists, and its
 * rate per list rises for that reason alone.
 */
@SuppressWarnings("ImmutableEnumChecker") // References to methods hold nothing.
public enum ExperimentMetric {
  SEARCHES_BY_SUGGESTION(
      "Searches from a suggestion, %",
      "searches that a chosen suggestion led to / searches",
      Good.HIGH,
      100,
      UserOutcome::searchesByChoice,
      UserOutcome::searches),
  RECIPROCAL_RANK(
      "Reciprocal rank of the choice",
      "1 / position of the suggestion that the search came from, 0 if from none / searches",
      Good.HIGH,
      1,
      UserOutcome::reciprocalRanks,
      UserOutcome::searches),
  CHOICE_POSITION(
      "Position of the choice",
      "positions of the chosen suggestions, from 1 / choices; of choices alone, which differ by variant",
      Good.LOW,
      1,
      UserOutcome::positions,
      UserOutcome::choices),
  LETTERS(
      "Typed letters a search",
      "letters typed until a suggestion was chosen, or the whole query / searches",
      Good.LOW,
      1,
      UserOutcome::letters,
      UserOutcome::searches),
  LETTERS_BEFORE_CHOICE(
      "Typed letters before a choice",
      "letters in the box when a suggestion was chosen / choices; of choices alone",
      Good.LOW,
      1,
      UserOutcome::lettersBeforeChoices,
      UserOutcome::choices),
  CHOICES_A_LIST(
      "Lists chosen from, %",
      "choices / lists shown, one a keystroke: rises where people type less",
      Good.HIGH,
      100,
      UserOutcome::choices,
      UserOutcome::lists),
  ITEM_CLICKS(
      "Item clicks per 100 searches",
      "opened items / searches",
      Good.HIGH,
      100,
      UserOutcome::itemClicks,
      UserOutcome::searches),
  ORDERS(
      "Orders per 100 searches",
      "orders / searches",
      Good.HIGH,
      100,
      UserOutcome::orders,
      UserOutcome::searches),
  REVENUE(
      "Revenue a user",
      "amounts of orders / users, also of those who did not search",
      Good.HIGH,
      1,
      UserOutcome::revenue,
      user -> 1),
  SEARCHES(
      "Searches a user",
      "searches / users; if it moves, so does what all rates per search are rates of",
      Good.NEITHER,
      1,
      UserOutcome::searches,
      user -> 1),
  LATENCY(
      "Time of an answer, ms",
      "what the answers said of their time / answers that said it",
      Good.LOW,
      1,
      UserOutcome::millis,
      UserOutcome::timed);

  /** Which way is better. */
  public enum Good {
    HIGH,
    LOW,
    NEITHER
  }

  private final String label;
  private final String definition;
  private final Good good;
  private final double scale;
  private final ToDoubleFunction<UserOutcome> above;
  private final ToDoubleFunction<UserOutcome> below;

  ExperimentMetric(
      String label,
      String definition,
      Good good,
      double scale,
      ToDoubleFunction<UserOutcome> above,
      ToDoubleFunction<UserOutcome> below) {
    this.label = label;
    this.definition = definition;
    this.good = good;
    this.scale = scale;
    this.above = above;
    this.below = below;
  }

  /**
   * The metric of a name as the command line has it, {@code searches-by-suggestion}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ExperimentMetric of(String name) {
    return Arrays.stream(values())
        .filter(metric -> metric.id().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "primary: %s (expected: one of %s)"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(ExperimentMetric::id)
                                .collect(Collectors.joining(", ")))));
  }

  /** Its name on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As the report prints it. */
  public String label() {
    return label;
  }

  /** What is divided by what. */
  public String definition() {
    return definition;
  }

  /** Which way is better. */
  public Good good() {
    return good;
  }

  ArmRatio ratio(List<UserOutcome> users) {
    return ArmRatio.of(
        users.stream().mapToDouble(user -> scale * above.applyAsDouble(user)).toArray(),
        users.stream().mapToDouble(below).toArray());
  }
}
