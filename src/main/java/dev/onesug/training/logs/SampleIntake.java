package dev.onesug.training.logs;

import dev.onesug.model.text.Prefix;
import dev.onesug.model.text.QueryText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Takes over samples that were made elsewhere, once every line of them is known to be good. */
public final class SampleIntake {
  private long count;
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;

  private SampleIntake() {}

  /**
   * What was taken over.
   *
   * @param train samples to learn from
   * @param test samples that are held out
   * @param first the earliest search; 1970 where the samples have no times
   * @param last the latest one
   */
  public record Report(long train, long test, Instant first, Instant last) {}

  /**
   * Copies a folder of samples; what stood in the other one is replaced.
   *
   * @throws IllegalArgumentException if a file is missing, or there is nothing to learn from or to
   *     test with
   * @throws MalformedLogException at the first line that is no sample; it names file, line and rule
   */
  public static Report copy(SampleFolder from, SampleFolder to) throws IOException {
    for (Path file : List.of(from.train(), from.test(), from.queries(), from.queryPairs())) {
      if (!Files.isReadable(file)) {
        throw new IllegalArgumentException(
            "samples: no " + file + " (expected: the four files of a folder of samples)");
      }
    }
    SampleIntake intake = new SampleIntake();
    long train = intake.copy("train", from.train(), to.train());
    long test = intake.copy("test", from.test(), to.test());
    Malformed none = new Malformed(0);
    copyLines(from.queries(), to.queries(), none, line -> {});
    copyLines(from.queryPairs(), to.queryPairs(), none, line -> {});
    return new Report(
        train,
        test,
        Instant.ofEpochMilli(intake.firstMillis),
        Instant.ofEpochMilli(intake.lastMillis));
  }

  private long copy(String part, Path from, Path to) throws IOException {
    count = 0;
    copyLines(from, to, new Malformed(0), this::check);
    if (count == 0) {
      throw new IllegalArgumentException(
          part + ": no samples in " + from + " (expected: at least 1)");
    }
    return count;
  }

  /** What was gzip is not any more: later stages count lines. */
  private static void copyLines(Path from, Path to, Malformed malformed, Consumer<String> check)
      throws IOException {
    try (BufferedWriter lines = JsonLines.writer(to)) {
      malformed.eachLine(
          from,
          line -> {
            check.accept(line);
            try {
              lines.write(line + '\n');
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private void check(String line) {
    Sample sample = JsonLines.MAPPER.readValue(line, Sample.class);
    requireNormal("prefix", sample.prefix(), typed -> Prefix.of(typed).text());
    requireNormal("target", sample.target(), QueryText::normalise);
    if (sample.level() == null) {
      throw new IllegalArgumentException("level: null (expected: a behaviour level)");
    }
    count++;
    firstMillis = Math.min(firstMillis, sample.instantMillis());
    lastMillis = Math.max(lastMillis, sample.instantMillis());
  }

  private static void requireNormal(
      String field, @Nullable String text, UnaryOperator<String> normalise) {
    String normal = text == null ? "" : normalise.apply(text);
    int codePoints = normal.codePointCount(0, normal.length());
    if (!normal.equals(text) || codePoints < 1 || codePoints > QueryText.MAX_CODE_POINTS) {
      throw new IllegalArgumentException(
          "%s: %s (expected: 1..%d characters in normal form)"
              .formatted(field, text, QueryText.MAX_CODE_POINTS));
    }
  }
}
