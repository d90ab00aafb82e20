package dev.onesug.training.logs;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Counts the lines that do not parse, remembers the first ones, and gives up at a limit. */
final class Malformed {
  private static final int REPORTED = 20;
  private static final int REASON_CHARACTERS = 200;

  private final int limit;
  private final List<String> examples = new ArrayList<>();
  private long count;

  Malformed(int limit) {
    this.limit = limit;
  }

  /** Hands every line that is not blank to a parser; a line it refuses is counted and skipped. */
  void eachLine(Path file, Consumer<String> parser) throws IOException {
    try (BufferedReader lines = JsonLines.reader(file)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          parse(file, number, line, parser);
        }
      }
    }
  }

  long count() {
    return count;
  }

  List<String> examples() {
    return List.copyOf(examples);
  }

  private void parse(Path file, long number, String line, Consumer<String> parser) {
    if (line.indexOf('\uFFFD') >= 0) {
      refuse(file, number, "not UTF-8");
      return;
    }
    try {
      parser.accept(line);
    } catch (JacksonException e) {
      refuse(file, number, e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      refuse(file, number, e.getMessage());
    }
  }

  private void refuse(Path file, long number, @Nullable String reason) {
    count++;
    String text = reason == null ? "unreadable" : reason;
    String example =
        file.getFileName()
            + ":"
            + number
            + ": "
            + text.substring(0, Math.min(text.length(), REASON_CHARACTERS));
    if (examples.size() < REPORTED) {
      examples.add(example);
    }
    if (count > limit) {
      throw new MalformedLogException(
          "malformed lines: "
              + count
              + " (expected: at most "
              + limit
              + "); the last is "
              + example
              + "; the first are "
              + examples);
    }
  }
}
