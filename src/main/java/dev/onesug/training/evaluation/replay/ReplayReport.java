package dev.onesug.training.evaluation.replay;

import dev.onesug.training.evaluation.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a replay came to; requests of the warm-up are not in it. Latencies count from the time at
 * which a request was due, and only where an answer with status 200 came.
 *
 * @param version of the model that answered
 * @param due requests that were due in the measured time
 * @param duePerSecond the rate that was asked for, as it fell out
 * @param answeredPerSecond answers with status 200 a second, until the last one came
 * @param ownCores what this program used of the machine that it measures on, in cores
 * @param statuses answers by HTTP status
 * @param failures requests without an answer, by reason
 * @param latency of all answers
 * @param latencyByOutcome of the answers that were made in one way, see {@link Reply}, and of the
 *     refusals by status
 * @param insideByOutcome of the same answers the time that the service says it took itself, which
 *     leaves out HTTP, and this program where both share a machine
 * @param late how long after its time a request was sent; part of the latency
 * @param sources suggestions by where they came from
 * @param stages in the order in which they run; their shares add up to 1
 */
public record ReplayReport(
    Origin origin,
    ReplaySettings settings,
    String version,
    int due,
    double duePerSecond,
    double answeredPerSecond,
    double ownCores,
    Map<Integer, Integer> statuses,
    Map<String, Integer> failures,
    TimeSummary latency,
    Map<String, TimeSummary> latencyByOutcome,
    Map<String, TimeSummary> insideByOutcome,
    TimeSummary late,
    Map<String, Integer> sources,
    List<StageShare> stages) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  static ReplayReport of(
      Origin origin,
      ReplaySettings settings,
      String version,
      double ownCores,
      List<Observation> measured) {
    Map<Integer, Integer> statuses = new TreeMap<>();
    Map<String, Integer> failures = new TreeMap<>();
    Map<String, Integer> sources = new TreeMap<>();
    Map<String, List<Observation>> byOutcome = new TreeMap<>();
    List<Observation> answered = new ArrayList<>();
    for (Observation seen : measured) {
      Reply reply = seen.reply();
      if (reply == null) {
        failures.merge(String.valueOf(seen.failure()), 1, Integer::sum);
      } else {
        statuses.merge(reply.status(), 1, Integer::sum);
        reply.sources().forEach((source, count) -> sources.merge(source, count, Integer::sum));
        String outcome =
            reply.isOk() ? String.valueOf(reply.outcome()) : "status " + reply.status();
        byOutcome.computeIfAbsent(outcome, one -> new ArrayList<>()).add(seen);
        if (reply.isOk()) {
          answered.add(seen);
        }
      }
    }
    Map<String, TimeSummary> latencyByOutcome = new LinkedHashMap<>();
    Map<String, TimeSummary> insideByOutcome = new LinkedHashMap<>();
    byOutcome.forEach(
        (outcome, seen) -> {
          latencyByOutcome.put(outcome, latency(seen));
          insideByOutcome.put(outcome, inside(seen));
        });
    long end = answered.stream().mapToLong(Observation::doneNanos).max().orElse(0);
    double seconds = Math.max(settings.seconds(), (end - settings.warmUpNanos()) / 1e9);
    return new ReplayReport(
        origin,
        settings,
        version,
        measured.size(),
        (double) measured.size() / settings.seconds(),
        answered.size() / seconds,
        ownCores,
        statuses,
        failures,
        latency(answered),
        latencyByOutcome,
        insideByOutcome,
        summary(measured, Observation::lateMillis),
        sources,
        new StageTally(answered).shares());
  }

  private static TimeSummary latency(List<Observation> seen) {
    return summary(seen, Observation::latencyMillis);
  }

  private static TimeSummary inside(List<Observation> seen) {
    return TimeSummary.of(
        seen.stream()
            .flatMap(one -> Stream.ofNullable(one.reply()))
            .flatMap(reply -> Stream.ofNullable(reply.stageMillis().get(Reply.TOTAL)))
            .mapToDouble(Double::doubleValue)
            .toArray());
  }

  private static TimeSummary summary(List<Observation> seen, ToDoubleFunction<Observation> millis) {
    return TimeSummary.of(seen.stream().mapToDouble(millis).toArray());
  }

  /** Writes the figures as JSON. */
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.write(file, JSON.writeValueAsBytes(this));
  }

  /** The figures as lines for a terminal. */
  public String text() {
    return new ReplayText(this).toString();
  }
}
