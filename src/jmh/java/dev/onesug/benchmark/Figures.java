package dev.onesug.benchmark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.util.MultisetStatistics;
import org.openjdk.jmh.util.Statistics;

/** The times of one engine at one work, in milliseconds, over all rounds. */
final class Figures {
  private final MultisetStatistics all = new MultisetStatistics();
  private final List<Double> medians = new ArrayList<>();

  void add(Statistics round) {
    for (Iterator<Map.Entry<Double, Long>> times = round.getRawData(); times.hasNext(); ) {
      Map.Entry<Double, Long> time = times.next();
      all.addValue(time.getKey(), time.getValue());
    }
    medians.add(round.getPercentile(50));
  }

  double median() {
    return all.getPercentile(50);
  }

  double p99() {
    return all.getPercentile(99);
  }

  long searches() {
    return all.getN();
  }

  double lowestMedian() {
    return medians.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
  }

  double highestMedian() {
    return medians.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
  }
}
