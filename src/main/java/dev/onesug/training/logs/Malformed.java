package dev.onesug.training.logs;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Counts the lines that do not parse, remembers the first ones, and gives up at a limit. */
public final class Malformed {
  private static final int REPORTED = 20;
  private static final int REASON_CHARACTERS = 200;

  private final int limit;
  private final List<String> examples = new ArrayList<>();
  private long count;

  /**
   * @param limit how many lines may fail to parse before reading fails
   */
  public Malformed(int limit) {
    this.limit = limit;
  }

  /**
   * Hands every line that is not blank to a parser; a line it refuses is counted and skipped. A
   * parser refuses by an {@link IllegalArgumentException} that says why.
   *
   * @throws MalformedLogException at the first line over the limit
   * @throws IOException if the file cannot be read to its end
   */
  public void eachLine(Path file, Consumer<String> parser) throws IOException {
    eachLine(file, Long.MAX_VALUE, parser);
  }

  /**
   * The same for the beginning of a file that may still grow.
   *
   * @param bytes of the file that are read; what is cut in two by their end is a line that does not
   *     parse
   */
  public void eachLine(Path file, long bytes, Consumer<String> parser) throws IOException {
    try (BufferedReader lines = JsonLines.reader(file, bytes)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          String content = line;
          attempt(file, number, () -> parse(content, parser));
        }
      }
    } catch (EOFException | ZipException e) {
      throw new IOException(file + ": " + e.getMessage() + " (expected: a whole gzip file)", e);
    }
  }

  /**
   * Reads one row of a file that has no lines; a row that is refused is counted and skipped.
   *
   * @param number of the row, from 1
   */
  public void attempt(Path file, long number, Runnable parser) {
    try {
      parser.run();
    } catch (JacksonException e) {
      // A record that refuses its values says more than the library that wraps it.
      refuse(
          file,
          number,
          e.getCause() instanceof IllegalArgumentException refusal
              ? refusal.getMessage()
              : e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      refuse(file, number, e.getMessage());
    }
  }

  public long count() {
    return count;
  }

  /** The first malformed lines: {@code file:line: reason}. */
  public List<String> examples() {
    return List.copyOf(examples);
  }

  private static void parse(String line, Consumer<String> parser) {
    if (line.indexOf('\uFFFD') >= 0) {
      throw new IllegalArgumentException("not UTF-8");
    }
    parser.accept(line);
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
