package dev.onesug.training.evaluation.experiment;

import dev.onesug.training.evaluation.Origin;
import dev.onesug.training.evaluation.page.Html;
import dev.onesug.training.evaluation.page.Section;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each figure is and how it was made. */
record ReadingSection(ExperimentReport report) {
  private static final String METHOD =
      "Users are the units: one who is signed in by that name, anybody else by their browser, so that"
          + " a person who signs in on the way is two. All that a user does counts from the first"
          + " event on that names a variant of theirs. Intervals are asymptotic confidence sequences:"
          + " however often one looks, and whatever one then does, the chance that the interval of the"
          + " primary metric ever misses is at most α; they are about half as wide again as those"
          + " of a test that may be looked at once. That is a theorem for many users of whom each is"
          + " seen once; where users stay and go on searching, it is not proven here, and simulations"
          + " with fifty looks kept within α. The effect is that on users so far: novelty wears off,"
          + " and a sum per user grows as long as they stay. Ratios are linearised (delta method);"
          + " changes in per cent are Fieller's, and hold zero exactly where the difference does. No"
          + " finding is printed before each variant has a hundred users and so many that the"
          + " difference is hardly skewed any more (Kohavi's rule of 355 times the squared skewness):"
          + " a single big order must not decide. By groups, the chance of error holds for each table for itself.";

  Section metrics() {
    return new Section(
        "What is counted",
        "Rates are per search and not per list shown: a keystroke shows a list, and where people have"
            + " to type less, fewer lists are shown and the rate per list rises for that alone. A"
            + " search comes from a suggestion if it names the list that the user chose from last, or,"
            + " where the front-end does not send that, if it is what they chose.",
        Html.table(
            List.of("Metric", "counted / per"),
            Arrays.stream(ExperimentMetric.values())
                .map(metric -> List.of(Html.text(metric.label()), Html.text(metric.definition())))
                .toList()));
  }

  Section method() {
    ExperimentSettings settings = report.settings();
    Origin origin = report.origin();
    return new Section(
        "How it was reckoned",
        METHOD,
        Html.table(
            List.of("", ""),
            List.of(
                List.of("Behaviour", origin.simulated() ? "simulated" : "recorded"),
                List.of("α", String.valueOf(settings.alpha())),
                List.of(
                    "Intervals are tightest at", Html.count(settings.plannedUsers()) + " users"),
                List.of("From, until", time(settings.from()) + ", " + time(settings.until())),
                List.of("Events read", Html.count(report.events())),
                List.of("Data", Html.text(origin.data())),
                List.of("Command", "<code>" + Html.text(origin.command()) + "</code>"),
                List.of("Commit", "<code>" + Html.text(commit(origin)) + "</code>"),
                List.of("Machine", Html.text(origin.machine())))));
  }

  private static String commit(Origin origin) {
    return origin.commit() == null ? "not known" : origin.commit();
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "open" : time.toString();
  }
}
