package dev.onesug.training.evaluation;

import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.training.logs.BehaviourLevel;
import dev.onesug.training.logs.Sample;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One held-out search: a question whose answer is known.
 *
 * @param target the query that the user went on to search, in normal form
 * @param level how far the search led
 */
public record Trial(EvaluationRequest request, String target, BehaviourLevel level) {

  /** The searches of the test window, in the order of the log. */
  public static List<Trial> read(SampleFolder samples) {
    return read(samples.test());
  }

  static List<Trial> read(Path file) {
    try (Stream<Sample> samples = Samples.read(file)) {
      return samples.filter(Trial::wasSearched).map(Trial::of).toList();
    }
  }

  /** The question that a sample asks. */
  static Trial of(Sample sample) {
    UserContext user = new UserContext(sample.history(), sample.profile());
    return new Trial(new EvaluationRequest(sample.prefix(), user), sample.target(), sample.level());
  }

  private static boolean wasSearched(Sample sample) {
    return switch (sample.level()) {
      case ORDER, ITEM_CLICK, QUERY_CLICK -> true;
      case SHOW, NOT_SHOWN, RANDOM -> false;
    };
  }

  /** Whether the target begins with the typed letters. */
  boolean continuesPrefix() {
    return target.startsWith(request.prefix());
  }

  boolean hasHistory() {
    return !request.user().history().isEmpty();
  }

  /** Length of the typed text in code points. */
  int prefixLength() {
    return request.prefix().codePointCount(0, request.prefix().length());
  }
}
