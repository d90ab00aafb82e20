package dev.onesug.training.evaluation.experiment;

import dev.onesug.model.feedback.Action;
import dev.onesug.model.feedback.EventAttributes;
import dev.onesug.model.feedback.FeedbackEvent;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** How a variant was served, list by list: who answered, and in what time. */
final class Traffic {
  private static final int MOST_VERSIONS = 20;
  private static final String OTHERS = "others";
  private static final String UNKNOWN = "not told";
  private static final long MOST_MICROS = 600_000_000;
  private static final int DIGITS = 2;

  private final Histogram micros = new Histogram(MOST_MICROS, DIGITS);
  private final Map<String, Long> versions = new TreeMap<>();

  void add(FeedbackEvent event) {
    if (event.action() != Action.IMPRESSION) {
      return;
    }
    EventAttributes told = event.attributes();
    String version = told.modelVersion() == null ? UNKNOWN : told.modelVersion();
    boolean room = versions.size() < MOST_VERSIONS || versions.containsKey(version);
    versions.merge(room ? version : OTHERS, 1L, Long::sum);
    if (told.tookMillis() != null) {
      micros.recordValue(Math.min(MOST_MICROS, Math.round(1000 * told.tookMillis())));
    }
  }

  ServedLists summary() {
    return new ServedLists(versions, micros.getTotalCount(), millis(50), millis(95), millis(99));
  }

  private double millis(double percent) {
    return micros.getValueAtPercentile(percent) / 1000.0;
  }
}
