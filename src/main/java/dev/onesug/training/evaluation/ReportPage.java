package dev.onesug.training.evaluation;

import static dev.onesug.training.evaluation.RankingMetric.HR_16;
import static dev.onesug.training.evaluation.RankingMetric.MRR_16;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A report as one page that needs nothing else: no script, no font, no image from elsewhere. */
final class ReportPage {
  private static final int FULL_WIDTH = 960;
  private static final int HALF_WIDTH = 470;
  private static final int MANY_PARTS = 4;

  private final EvaluationReport report;
  private final List<String> names;

  ReportPage(EvaluationReport report) {
    this.report = report;
    this.names = report.suggesters().stream().map(SuggesterResult::name).toList();
  }

  String html() {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Evaluation of %s</title>
        <style>
        %s</style>
        </head>
        <body>
        %s
        </body>
        </html>
        """
        .formatted(
            Html.text(names.get(0)),
            style(),
            String.join(
                "\n",
                List.of(
                    heading(), overall(), differences(), slices(), lists(), stages(), method())));
  }

  private static String style() {
    try (InputStream css = ReportPage.class.getResourceAsStream("ReportPage.css")) {
      if (css == null) {
        throw new IllegalStateException("ReportPage.css: not on the class path");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String heading() {
    return """
        <header>
        <h1>How good are the suggestions of %s?%s</h1>
        <p class="lead">%s</p>
        <p class="meta">%s · %,d requests · %s</p>
        </header>"""
        .formatted(
            Html.text(names.get(0)),
            simulated(),
            verdict(),
            report.origin().created(),
            report.overall().requests(),
            Html.text(report.origin().data()));
  }

  private String verdict() {
    String found =
        "The query that %s went on to search is among the first 16 suggestions in <b>%s&nbsp;%%</b> of the requests."
            .formatted(
                report.origin().simulated() ? "a simulated user" : "the user",
                Html.percent(ours(HR_16).mean()));
    if (report.comparisons().isEmpty()) {
      return found;
    }
    Comparison first = report.comparisons().get(0);
    Estimate gain = EvaluationReport.required(first.differences(), HR_16);
    return found
        + " Against %s that is <b>%s points</b> (95&nbsp;%% interval %s to %s)."
            .formatted(
                Html.text(first.theirs()),
                Html.points(gain.mean()),
                Html.points(gain.low()),
                Html.points(gain.high()))
        + apart();
  }

  /** The stricter reading: each interval on its own, as the table prints them. */
  private String apart() {
    List<String> separate =
        Stream.of(HR_16, MRR_16)
            .filter(metric -> !ours(metric).overlaps(report.overall().estimate(1, metric)))
            .map(RankingMetric::label)
            .toList();
    return separate.isEmpty()
        ? " Their own intervals overlap on both HR@16 and MRR@16."
        : " Their own intervals do not overlap on %s.".formatted(String.join(" and ", separate));
  }

  private Estimate ours(RankingMetric metric) {
    return report.overall().estimate(0, metric);
  }

  private String overall() {
    List<BarChart.Group> groups =
        Arrays.stream(RankingMetric.values())
            .map(
                metric ->
                    new BarChart.Group(metric.label(), "", estimates(report.overall(), metric)))
            .toList();
    List<String> header =
        Stream.concat(
                Stream.of("Suggester"),
                Arrays.stream(RankingMetric.values()).map(RankingMetric::label))
            .toList();
    return section(
        "All requests",
        "Share of the requests whose searched query is among the first k (HR@k), and the mean of one"
            + " over its rank (MRR@16), in per cent. Whiskers are 95 % intervals.",
        legend()
            + figure(new BarChart("All requests", names, groups).svg(FULL_WIDTH))
            + Html.table(header, metricRows(report.overall())));
  }

  private List<List<String>> metricRows(SliceResult slice) {
    return IntStream.range(0, names.size())
        .mapToObj(
            s ->
                Stream.concat(
                        Stream.of(key(s)),
                        Arrays.stream(RankingMetric.values())
                            .map(metric -> Html.percent(slice.estimate(s, metric))))
                    .toList())
        .toList();
  }

  private String differences() {
    if (report.comparisons().isEmpty()) {
      return "";
    }
    List<String> header =
        Stream.concat(
                Stream.of("Compared with"),
                Arrays.stream(RankingMetric.values()).map(RankingMetric::label))
            .toList();
    List<List<String>> rows = new ArrayList<>();
    for (int s = 1; s < names.size(); s++) {
      Comparison comparison = report.comparisons().get(s - 1);
      List<String> row = new ArrayList<>(List.of(key(s)));
      for (RankingMetric metric : RankingMetric.values()) {
        row.add(difference(EvaluationReport.required(comparison.differences(), metric)));
      }
      rows.add(row);
    }
    return section(
        names.get(0) + " minus the others",
        "Paired differences in points over the same requests. Where the interval holds zero, chance"
            + " explains the difference, and it is printed grey.",
        Html.table(header, rows));
  }

  private static String difference(Estimate difference) {
    String rule =
        !difference.excludesZero() ? "unclear" : difference.mean() > 0 ? "better" : "worse";
    return "<span class=\"%s\">%s</span> <small>%s to %s</small>"
        .formatted(
            rule,
            Html.points(difference.mean()),
            Html.points(difference.low()),
            Html.points(difference.high()));
  }

  private String slices() {
    Map<String, List<SliceResult>> groups = new LinkedHashMap<>();
    report.slices().stream()
        .skip(1)
        .forEach(slice -> groups.computeIfAbsent(slice.group(), g -> new ArrayList<>()).add(slice));
    return section(
        "Where it is better and where it is not",
        "Parts with fewer than %d requests are left out.".formatted(Evaluation.SMALLEST_SLICE),
        legend()
            + groups.entrySet().stream()
                .map(group -> sliceGroup(group.getKey(), group.getValue()))
                .collect(Collectors.joining("\n")));
  }

  private String sliceGroup(String name, List<SliceResult> parts) {
    int width = parts.size() > MANY_PARTS ? FULL_WIDTH : HALF_WIDTH;
    return """
        <h3>%s</h3>
        <div class="pair">%s%s</div>
        <details><summary>Figures</summary>%s</details>"""
        .formatted(
            Html.text(name),
            sliceChart(name, parts, HR_16, width),
            sliceChart(name, parts, MRR_16, width),
            sliceTable(parts));
  }

  private String sliceChart(String name, List<SliceResult> parts, RankingMetric metric, int width) {
    List<BarChart.Group> groups =
        parts.stream()
            .map(
                part ->
                    new BarChart.Group(
                        part.name(),
                        String.format(Locale.ROOT, "n = %,d", part.requests()),
                        estimates(part, metric)))
            .toList();
    BarChart chart = new BarChart(metric.label() + " by: " + name, names, groups);
    return "<figure class=\"%s\"><figcaption>%s</figcaption>%s</figure>"
        .formatted(width == FULL_WIDTH ? "wide" : "half", metric.label(), chart.svg(width));
  }

  private String sliceTable(List<SliceResult> parts) {
    List<List<String>> rows = new ArrayList<>();
    for (SliceResult part : parts) {
      for (RankingMetric metric : List.of(HR_16, MRR_16)) {
        List<String> row = new ArrayList<>();
        row.add(Html.text(part.name()) + " · " + metric.label());
        estimates(part, metric).forEach(estimate -> row.add(Html.percent(estimate)));
        rows.add(row);
      }
    }
    return Html.table(
        Stream.concat(Stream.of("Part"), names.stream().map(Html::text)).toList(), rows);
  }

  private String lists() {
    List<List<String>> rows = new ArrayList<>();
    for (int s = 0; s < names.size(); s++) {
      SuggesterResult result = report.suggesters().get(s);
      rows.add(
          List.of(
              key(s),
              String.format(Locale.ROOT, "%.2f", result.medianMillis()),
              String.format(Locale.ROOT, "%.2f", result.p95Millis()),
              Html.percent(result.emptyShare()),
              Html.percent(result.invalidShare()),
              Html.percent(result.duplicateShare()),
              "<span class=\"what\">" + Html.text(result.description()) + "</span>"));
    }
    return section(
        "Cost and cleanliness",
        "Milliseconds for one request, asked one after the other; then, in per cent, requests without"
            + " any suggestion, suggestions outside the allowed queries, and repeated suggestions.",
        Html.table(
            List.of(
                "Suggester", "median ms", "p95 ms", "empty", "invalid", "repeated", "What it is"),
            rows));
  }

  private String stages() {
    if (report.stages().isEmpty()) {
      return "";
    }
    return section(
        "How the model was made",
        "What each stage of the pipeline reported about itself.",
        report.stages().entrySet().stream()
            .map(
                stage ->
                    "<h3>%s</h3>%s"
                        .formatted(Html.text(stage.getKey()), StageTable.of(stage.getValue())))
            .collect(Collectors.joining("\n", "<div class=\"stages\">", "</div>")));
  }

  private String method() {
    Origin origin = report.origin();
    String commit = origin.commit() == null ? "not known" : origin.commit();
    String behaviour =
        origin.simulated()
            ? "The behaviour is simulated: users, typing, what they clicked and what they ordered come"
                + " from a seeded simulator, and so does the cascade that showed them suggestions."
                + " The figures compare suggesters with one another; they do not foretell a real shop."
            : "The behaviour was recorded by a real service.";
    return section(
        "How it was measured",
        behaviour
            + " Every suggester answered the same held-out searches with at most 16 queries. Intervals"
            + " are percentile bootstraps over requests, which takes requests of one user as"
            + " independent.",
        Html.table(
            List.of("", ""),
            List.of(
                List.of("Data", Html.text(origin.data())),
                List.of("Command", "<code>" + Html.text(origin.command()) + "</code>"),
                List.of("Commit", "<code>" + Html.text(commit) + "</code>"),
                List.of("Machine", Html.text(origin.machine())),
                List.of(
                    "Seed, resamples",
                    report.settings().seed() + ", " + report.settings().resamples()))));
  }

  private String section(String title, String explanation, String content) {
    return "<section>\n<h2>%s%s</h2>\n<p>%s</p>\n%s\n</section>"
        .formatted(Html.text(title), simulated(), Html.text(explanation), content);
  }

  private String simulated() {
    return report.origin().simulated() ? " <span class=\"badge\">simulated</span>" : "";
  }

  private String legend() {
    return IntStream.range(0, names.size())
        .mapToObj(s -> "<li>" + key(s) + "</li>")
        .collect(Collectors.joining("", "<ul class=\"legend\">", "</ul>"));
  }

  private String key(int suggester) {
    return "<i class=\"s%d\"></i>%s".formatted(suggester, Html.text(names.get(suggester)));
  }

  private List<Estimate> estimates(SliceResult slice, RankingMetric metric) {
    return IntStream.range(0, names.size()).mapToObj(s -> slice.estimate(s, metric)).toList();
  }

  private static String figure(String svg) {
    return "<figure class=\"wide\">" + svg + "</figure>";
  }
}
