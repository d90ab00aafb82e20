package dev.onesug.training.logs;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
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
    eachLine(
        file,
        Long.MAX_VALUE,
        line -> {
          parser.accept(line);
          return line;
        },
        (parsed, line) -> {});
  }

  /**
   * The same for the beginning of a file that may still grow, with somebody who takes what was
   * parsed: what fails there is no malformed line, and ends the reading.
   *
   * @param bytes of the file that are read; what is cut in two by their end is a line that does not
   *     parse
   * @param reader takes what the parser made of a line, and the line
   */
  public <T> void eachLine(
      Path file, long bytes, Function<String, T> parser, BiConsumer<T, String> reader)
      throws IOException {
    try (BufferedReader lines = JsonLines.reader(file, bytes)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          String content = line;
          Optional<T> parsed = attempt(file, number, () -> parse(content, parser));
          parsed.ifPresent(value -> reader.accept(value, content));
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
    attempt(
        file,
        number,
        () -> {
          parser.run();
          return true;
        });
  }

  private <T> Optional<T> attempt(Path file, long number, Supplier<T> parser) {
    try {
      return Optional.of(parser.get());
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
    return Optional.empty();
  }

  public long count() {
    return count;
  }

  /** The first malformed lines: {@code file:line: reason}. */
  public List<String> examples() {
    return List.copyOf(examples);
  }

  private static <T> T parse(String line, Function<String, T> parser) {
    if (line.indexOf('\uFFFD') >= 0) {
      throw new IllegalArgumentException("not UTF-8");
    }
    return parser.apply(line);
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
