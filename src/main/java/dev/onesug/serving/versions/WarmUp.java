package dev.onesug.serving.versions;

import dev.onesug.model.bundle.Pace;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import dev.onesug.model.text.Prefix;
import dev.onesug.serving.versions.ServedModel.Keystroke;
import dev.onesug.serving.versions.ServedModel.Neighbours;
import java.util.List;

/**
 * Real searches before the first user comes: they compile the program's specialised forms, touch
 * the memory-mapped pages and let the JVM see the hot path.
 */
final class WarmUp {
  private static final int QUERIES = 12;
  private static final int SUGGESTIONS = 16;
  private static final int[] LENGTHS = {1, 3, 6, 12};

  private WarmUp() {}

  /**
   * Searches.
   *
   * @param pace asked before each search
   */
  static void run(ServedModel model, Pace pace) {
    List<String> history = model.mostPopular(3);
    UserContext user = new UserContext(History.untimed(history), UserContext.ANONYMOUS.profile());
    for (String query : model.mostPopular(QUERIES)) {
      for (int length : LENGTHS) {
        pace.step();
        search(
            model, query.substring(0, query.offsetByCodePoints(0, bounded(query, length))), user);
      }
    }
  }

  private static int bounded(String query, int length) {
    return Math.min(length, query.codePointCount(0, query.length()));
  }

  private static void search(ServedModel model, String typed, UserContext user) {
    Prefix prefix = Prefix.of(typed);
    Neighbours related = model.related(prefix);
    int[] input = model.encoderInput(prefix, related, user);
    model.search(List.of(new Keystroke(prefix, related, user, input)), SUGGESTIONS);
    model.completions(prefix, SUGGESTIONS);
  }
}
