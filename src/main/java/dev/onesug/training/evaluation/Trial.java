package dev.onesug.training.evaluation;

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
  /** One slip from two letters leads nearly anywhere. */
  private static final int SHORTEST_MISSPELT = 3;

  /** The searches of the test window, in the order of the log. */
  public static List<Trial> read(SampleFolder samples) {
    return read(samples.test());
  }

  static List<Trial> read(Path file) {
    try (Stream<Sample> samples = Samples.read(file)) {
      return samples.filter(sample -> sample.level().isSearched()).map(Trial::of).toList();
    }
  }

  /** The question that a sample asks. */
  static Trial of(Sample sample) {
    return new Trial(
        new EvaluationRequest(sample.prefix(), sample.user()), sample.target(), sample.level());
  }

  /** Whether the target begins with the typed letters. */
  boolean continuesPrefix() {
    return target.startsWith(request.prefix());
  }

  /** How many earlier queries of the user are known. */
  int historyLength() {
    return request.user().history().queries().size();
  }

  /** Length of the typed text in code points. */
  int prefixLength() {
    return request.prefix().codePointCount(0, request.prefix().length());
  }

  /** Length of the searched query in code points. */
  int targetLength() {
    return target.codePointCount(0, target.length());
  }

  /** How much longer the searched query is than the typed text; 0 where it is not. */
  int lettersLeft() {
    return Math.max(0, targetLength() - prefixLength());
  }

  /** Whether the typed text would be a beginning of the target but for one slip. */
  boolean isMisspelt() {
    return prefixLength() >= SHORTEST_MISSPELT
        && !continuesPrefix()
        && TypingSlip.separates(request.prefix(), target);
  }
}
