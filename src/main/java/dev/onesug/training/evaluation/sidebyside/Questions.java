package dev.onesug.training.evaluation.sidebyside;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import dev.onesug.model.text.Prefix;
import dev.onesug.model.text.QueryText;
import dev.onesug.training.evaluation.EvaluationRequest;
import dev.onesug.training.evaluation.Trial;
import dev.onesug.training.logs.SampleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What is asked on a page of lists side by side. */
public final class Questions {
  private Questions() {}

  /**
   * Reads chosen prefixes: one a line, behind it the user's earlier queries, newest first, with a
   * tab before each. Empty lines are left out.
   *
   * @throws IllegalArgumentException if a line has no prefix, or the file no line; the message
   *     names them
   */
  public static List<EvaluationRequest> ofFile(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<EvaluationRequest> questions = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isEmpty()) {
        continue;
      }
      String[] fields = lines.get(i).split("\t");
      Prefix prefix = Prefix.of(fields.length == 0 ? "" : fields[0]);
      if (prefix.isEmpty()) {
        throw new IllegalArgumentException(
            "%s line %d: no prefix (expected: typed text, then earlier queries behind tabs)"
                .formatted(file, i + 1));
      }
      List<String> history =
          Arrays.stream(fields)
              .skip(1)
              .map(QueryText::normalise)
              .filter(query -> !query.isEmpty())
              .toList();
      questions.add(
          new EvaluationRequest(
              prefix.text(), new UserContext(History.untimed(history), Profile.UNKNOWN)));
    }
    if (questions.isEmpty()) {
      throw new IllegalArgumentException(file + ": no prefixes (expected: at least one line)");
    }
    return questions;
  }

  /**
   * A seeded choice of held-out searches, in random order.
   *
   * @param rows how many, at most
   */
  public static List<EvaluationRequest> ofSamples(SampleFolder samples, int rows, long seed) {
    List<Trial> trials = new ArrayList<>(Trial.read(samples));
    Collections.shuffle(trials, new Random(seed));
    return trials.stream().limit(rows).map(Trial::request).toList();
  }
}
