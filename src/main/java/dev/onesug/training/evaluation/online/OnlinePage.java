package dev.onesug.training.evaluation.online;

import dev.onesug.training.evaluation.Estimate;
import dev.onesug.training.evaluation.online.OffPolicyReport.Readings;
import dev.onesug.training.evaluation.page.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An A/B test as one page that needs nothing else. */
final class OnlinePage {
  private static final String SIMULATED = " <span class=\"badge\">simulated</span>";

  private final OnlineReport report;

  OnlinePage(OnlineReport report) {
    this.report = report;
  }

  String html() {
    return Html.document(
        "A/B test of " + report.treatment(),
        "",
        String.join("\n", List.of(heading(), arms(), offPolicy(), method())));
  }

  private String heading() {
    return """
        <header>
        <h1>%s against the old cascade, online%s</h1>
        <p class="lead">Users of a simulated shop, split at random: %,d kept the old cascade, %,d got %s.</p>
        <p class="meta">%s · %s</p>
        </header>"""
        .formatted(
            Html.text(report.treatment()),
            SIMULATED,
            report.controlUsers(),
            report.treatedUsers(),
            Html.text(report.treatment()),
            report.origin().created(),
            Html.text(report.origin().data()));
  }

  private String arms() {
    List<List<String>> rows = new ArrayList<>();
    report
        .metrics()
        .forEach(
            (metric, arms) ->
                rows.add(
                    List.of(
                        Html.text(metric.label()),
                        figure(arms.control()),
                        figure(arms.treatment()),
                        lift(arms.lift()))));
    return section(
        "What happened",
        "The last column is the relative change with its 95 % interval; bold where it excludes zero.",
        Html.table(List.of("", "old cascade", Html.text(report.treatment()), "change"), rows));
  }

  private String offPolicy() {
    OffPolicyReport study = report.offPolicy();
    String figures =
        Html.table(
            List.of("", "plain", "weighted", "weighted, estimated propensities", "truth"),
            List.of(
                readings("Reciprocal rank of what was wanted", study.reciprocalRank()),
                readings("Looks that choose", study.clickRate())));
    String words =
        "<p>%,d looks at the old cascade's lists, of which %s chose; with what the old list did not hold, %s of them would choose from the new one: no log of the old cascade tells that.</p>"
            .formatted(
                study.looks(), percent(study.oldClickRate()), percent(study.clickRateWithNew()));
    return section(
        "What the control's log alone would have told",
        "Choices in the old lists, weighted by the inverse of how likely their position is examined,"
            + " estimate what the new lists would have been worth for everything that the old ones"
            + " held. The truth is reckoned by the simulator for the same people at the same moments.",
        figures + words + propensities(study));
  }

  private static List<String> readings(String name, Readings readings) {
    return List.of(
        Html.text(name),
        percent(readings.plain()),
        percent(readings.weighted()),
        percent(readings.estimated()),
        percent(readings.truth()));
  }

  /** Both relative to the first position, because that is all that an estimate can know. */
  private static String propensities(OffPolicyReport study) {
    List<String> header = new ArrayList<>(List.of("Examined, relative to the first position"));
    List<String> truth = new ArrayList<>(List.of("in the simulator"));
    List<String> estimated = new ArrayList<>(List.of("estimated from the log"));
    for (int position = 0; position < study.truePropensities().length; position++) {
      header.add(String.valueOf(position + 1));
      truth.add(number(study.truePropensities()[position] / study.truePropensities()[0]));
      estimated.add(number(study.estimatedPropensities()[position]));
    }
    return Html.table(header, List.of(truth, estimated));
  }

  private String method() {
    return section(
        "How it was measured",
        "Nobody real took part. Wishes, typing, looks, choices and orders come from a seeded simulator"
            + " whose people differ from those of the log that was learned from, and so does the old"
            + " cascade, which knows all that is ever wanted here and its true popularity: a suggester"
            + " that has learned from a log cannot know what nobody searched in it. What people want and buy does not depend on what the box shows, but for"
            + " similar suggestions that tempt some and for misspelt searches that find nothing:"
            + " orders and revenue can hardly differ. An order weighs by the spending level of its"
            + " user. Intervals are percentile bootstraps, over users for the test and over looks for"
            + " the estimates from the log.",
        Html.table(
            List.of("", ""),
            List.of(
                List.of("New suggester", Html.text(report.description())),
                List.of("Data", Html.text(report.origin().data())),
                List.of("Days of the test", String.valueOf(report.settings().testDays())),
                List.of("Command", "<code>" + Html.text(report.origin().command()) + "</code>"),
                List.of("Commit", Html.text(String.valueOf(report.origin().commit()))),
                List.of("Machine", Html.text(report.origin().machine())))));
  }

  private static String section(String title, String explanation, String content) {
    return "<section>\n<h2>%s%s</h2>\n<p>%s</p>\n%s\n</section>"
        .formatted(Html.text(title), SIMULATED, Html.text(explanation), content);
  }

  private static String figure(Estimate estimate) {
    return "%s <small>%s–%s</small>"
        .formatted(number(estimate.mean()), number(estimate.low()), number(estimate.high()));
  }

  private static String lift(Estimate lift) {
    String text =
        "%s&nbsp;%% <small>%s to %s</small>"
            .formatted(Html.points(lift.mean()), Html.points(lift.low()), Html.points(lift.high()));
    return lift.excludesZero() ? "<b>" + text + "</b>" : text;
  }

  private static String percent(Estimate estimate) {
    return Html.percent(estimate.mean())
        + "&nbsp;% <small>"
        + Html.percent(estimate.low())
        + "–"
        + Html.percent(estimate.high())
        + "</small>";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
