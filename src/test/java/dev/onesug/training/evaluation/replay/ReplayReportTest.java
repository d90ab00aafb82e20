package dev.onesug.training.evaluation.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onesug.training.evaluation.Origin;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayReportTest {
  private static final Origin ORIGIN = Origin.here("command", "data", true);
  private static final long WARM_UP = ReplaySettings.DEFAULT.warmUpNanos();

  private static Observation seen(int due, int sent, int done, Reply reply) {
    return new Observation(
        WARM_UP + due * 1_000_000L,
        WARM_UP + sent * 1_000_000L,
        WARM_UP + done * 1_000_000L,
        reply,
        reply == null ? "no answer" : null);
  }

  private static ReplayReport report(Observation... seen) {
    return ReplayReport.of(ORIGIN, ReplaySettings.DEFAULT, "demo", 0.25, List.of(seen));
  }

  private static Reply generated(double search, double total) {
    Map<String, Double> stages = Reply.stages("cache;dur=1, search;dur=" + search + ", fill;dur=1");
    stages.put(Reply.TOTAL, total);
    return new Reply(200, "generated", Map.of("generated", 9, "popular", 1), stages);
  }

  private static Reply cached() {
    Map<String, Double> stages = Reply.stages("cache;dur=1, fill;dur=1, total;dur=2");
    return new Reply(200, "cached", Map.of("generated", 10), stages);
  }

  @Test
  void timeSummary_percentiles_areTimesThatWereMeasured() {
    TimeSummary hundred =
        TimeSummary.of(IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray());
    assertThat(hundred).isEqualTo(new TimeSummary(100, 50.5, 50, 95, 99, 100));
    assertThat(TimeSummary.of(new double[] {3, 1})).isEqualTo(new TimeSummary(2, 2, 1, 3, 3, 3));
    assertThat(TimeSummary.of(new double[0])).isEqualTo(new TimeSummary(0, 0, 0, 0, 0, 0));
  }

  /** Two were due while all connections were busy: the wait is theirs. */
  @Test
  void latency_requestThatWasSentLate_countsFromWhenItWasDue() {
    ReplayReport report =
        report(seen(0, 0, 50, cached()), seen(10, 50, 52, cached()), seen(20, 52, 54, cached()));
    assertThat(report.latency().maxMillis()).isEqualTo(50);
    assertThat(report.latency().p50Millis()).isEqualTo(42);
    assertThat(report.late().maxMillis()).isEqualTo(40);
  }

  @Test
  void counts_everyRequestOnce() {
    ReplayReport report =
        report(
            seen(0, 0, 5, generated(1, 4)),
            seen(0, 0, 2, cached()),
            seen(1, 1, 2, new Reply(200, "degraded: overload", Map.of("popular", 3), Map.of())),
            seen(2, 2, 3, new Reply(503, null, Map.of(), Map.of())),
            seen(3, 3, 9, null));
    assertThat(report.due()).isEqualTo(5);
    assertThat(report.statuses()).containsExactly(Map.entry(200, 3), Map.entry(503, 1));
    assertThat(report.failures()).containsExactly(Map.entry("no answer", 1));
    assertThat(report.latency().count()).isEqualTo(3);
    assertThat(report.latencyByOutcome().keySet())
        .containsExactly("cached", "degraded: overload", "generated", "status 503");
    // Due to answered took 5 ms; the service says that 4 were its own.
    assertThat(report.latencyByOutcome().get("generated").p99Millis()).isEqualTo(5);
    assertThat(report.insideByOutcome().get("generated").p99Millis()).isEqualTo(4);
    assertThat(report.insideByOutcome().get("status 503").count()).isZero();
    assertThat(report.sources())
        .containsExactly(Map.entry("generated", 19), Map.entry("popular", 4));
  }

  @Test
  void stages_sharesAddUpToOne_inTheOrderOfTheService() {
    ReplayReport report = report(seen(0, 0, 3, cached()), seen(0, 1, 11, generated(5, 8)));
    assertThat(report.stages())
        .extracting(StageShare::stage)
        .containsExactly("cache", "search", "fill", StageTally.REST_OF_SERVICE, StageTally.HTTP);
    double[] shares = report.stages().stream().mapToDouble(StageShare::share).toArray();
    assertThat(DoubleStream.of(shares).sum()).isCloseTo(1, within(1e-9));
    // Sent to answered: 3 and 10 ms; the service says 2 and 8 of them are its own.
    double[] expected = {2 / 13.0, 5 / 13.0, 2 / 13.0, 1 / 13.0, 3 / 13.0};
    assertThat(shares).containsExactly(expected, within(1e-9));
  }

  @Test
  void text_saysWhatWasAskedAndWhatItCost() {
    String text = report(seen(0, 0, 5, generated(1, 4)), seen(3, 3, 9, null)).text();
    assertThat(text)
        .contains("version demo at http://localhost:8080", "60 s after 15 s of warm-up")
        .contains("without an answer: no answer × 1")
        .contains("load generator: 25.0 % of one core");
  }
}
