package dev.onesug.training.evaluation.replay;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report as lines for a terminal. */
final class ReplayText {
  private static final String ROW = "%-26s %9s %9s %9s %9s %9s %9s%n";

  private final ReplayReport report;
  private final StringBuilder text = new StringBuilder();

  ReplayText(ReplayReport report) {
    this.report = report;
    origin();
    latencies();
    counts();
    stages();
    add("%nload generator: %.1f %% of one core%n", 100 * report.ownCores());
  }

  private void origin() {
    ReplaySettings settings = report.settings();
    String commit = report.origin().commit();
    add("%s%n", report.origin().command());
    add("%s%s%n", report.origin().machine(), commit == null ? "" : ", commit " + commit);
    add("version %s at %s; %s%n", report.version(), settings.url(), report.origin().data());
    add(
        "%s, %.0f %% of the people known; seed %d%n",
        settings.traffic(), 100 * settings.known(), settings.seed());
    add(
        "%,d requests due in %d s after %d s of warm-up: %.1f/s due, %.1f/s answered%n%n",
        report.due(),
        settings.seconds(),
        settings.warmUpSeconds(),
        report.duePerSecond(),
        report.answeredPerSecond());
  }

  private void latencies() {
    add(ROW, "ms from when it was due", "answers", "mean", "p50", "p95", "p99", "max");
    row("all", report.latency());
    report.latencyByOutcome().forEach((outcome, times) -> row("  " + outcome, times));
    row("sent after it was due", report.late());
  }

  private void counts() {
    add("%nstatus: %s%n", counted(report.statuses()));
    add("suggestions: %s%n", counted(report.sources()));
    if (!report.failures().isEmpty()) {
      add("without an answer: %s%n", counted(report.failures()));
    }
  }

  private void stages() {
    add(
        "%n%-26s %9s %9s %9s %9s %9s %9s%n",
        "ms from when it was sent", "share", "answers", "mean", "p50", "p95", "p99");
    for (StageShare stage : report.stages()) {
      TimeSummary times = stage.times();
      add(
          ROW,
          stage.stage(),
          String.format(Locale.ROOT, "%.1f %%", 100 * stage.share()),
          count(times.count()),
          millis(times.meanMillis()),
          millis(times.p50Millis()),
          millis(times.p95Millis()),
          millis(times.p99Millis()));
    }
  }

  private void row(String name, TimeSummary times) {
    add(
        ROW,
        name,
        count(times.count()),
        millis(times.meanMillis()),
        millis(times.p50Millis()),
        millis(times.p95Millis()),
        millis(times.p99Millis()),
        millis(times.maxMillis()));
  }

  private static String counted(Map<?, Integer> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " × " + count(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.3f" : "%.1f", millis);
  }

  private void add(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
