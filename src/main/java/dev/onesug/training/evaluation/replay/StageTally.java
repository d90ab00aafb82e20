package dev.onesug.training.evaluation.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits the time between sending and answer into the stages that the answers name, the rest of the
 * service's own time, and what lies around it: HTTP at both ends and the way between.
 */
final class StageTally {
  static final String REST_OF_SERVICE = "rest of the service";
  static final String HTTP = "HTTP, both ends";

  private final Map<String, List<Double>> millis = new LinkedHashMap<>();
  private final List<Double> rest = new ArrayList<>();
  private final List<Double> http = new ArrayList<>();
  private double whole;

  StageTally(List<Observation> answered) {
    // An answer that went through all stages tells their order.
    answered.stream()
        .map(StageTally::stages)
        .max(Comparator.comparingInt(Map::size))
        .ifPresent(all -> all.keySet().forEach(stage -> millis.put(stage, new ArrayList<>())));
    millis.remove(Reply.TOTAL);
    answered.forEach(seen -> add(seen.exchangeMillis(), stages(seen)));
  }

  private static Map<String, Double> stages(Observation seen) {
    Reply reply = seen.reply();
    return reply == null ? Map.of() : reply.stageMillis();
  }

  private void add(double exchange, Map<String, Double> stages) {
    whole += exchange;
    double named = 0;
    for (Map.Entry<String, Double> stage : stages.entrySet()) {
      if (!stage.getKey().equals(Reply.TOTAL)) {
        named += stage.getValue();
        millis.computeIfAbsent(stage.getKey(), name -> new ArrayList<>()).add(stage.getValue());
      }
    }
    double total = stages.getOrDefault(Reply.TOTAL, named);
    rest.add(total - named);
    http.add(exchange - total);
  }

  /** The stages in their order, then what is left. */
  List<StageShare> shares() {
    List<StageShare> shares = new ArrayList<>();
    millis.forEach((stage, times) -> shares.add(share(stage, times)));
    shares.add(share(REST_OF_SERVICE, rest));
    shares.add(share(HTTP, http));
    return shares;
  }

  private StageShare share(String stage, List<Double> times) {
    double[] array = times.stream().mapToDouble(Double::doubleValue).toArray();
    double sum = times.stream().mapToDouble(Double::doubleValue).sum();
    return new StageShare(stage, whole == 0 ? 0 : sum / whole, TimeSummary.of(array));
  }
}
