package dev.onesug.training.logs;

import dev.onesug.model.text.Prefix;
import dev.onesug.model.text.QueryText;
import dev.onesug.training.logs.privacy.PrivateText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes over samples that were made elsewhere, once every line of them is known to be good. Private
 * text is left out; how many users searched a query cannot be told any more.
 */
public final class SampleIntake {
  private static final Discretion DISCRETION = new Discretion(1);

  private final Map<String, Long> dropped = new TreeMap<>();
  private long count;
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;

  private SampleIntake() {}

  /**
   * What was taken over.
   *
   * @param train samples to learn from
   * @param test samples that are held out
   * @param dropped lines of all files that were left out, by what they hold
   * @param first the earliest search; 1970 where the samples have no times
   * @param last the latest one
   */
  public record Report(
      long train, long test, Map<String, Long> dropped, Instant first, Instant last) {}

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
    intake.copyLines(from.queries(), to.queries(), none, line -> intake.open(line, 1));
    intake.copyLines(from.queryPairs(), to.queryPairs(), none, line -> intake.open(line, 2));
    return new Report(
        train,
        test,
        intake.dropped,
        Instant.ofEpochMilli(intake.firstMillis),
        Instant.ofEpochMilli(intake.lastMillis));
  }

  private long copy(String part, Path from, Path to) throws IOException {
    count = 0;
    copyLines(from, to, new Malformed(0), this::open);
    if (count == 0) {
      throw new IllegalArgumentException(
          part + ": no samples in " + from + " (expected: at least 1)");
    }
    return count;
  }

  /** What was gzip is not any more: later stages count lines. */
  private void copyLines(
      Path from, Path to, Malformed malformed, Function<String, Optional<String>> open)
      throws IOException {
    try (BufferedWriter lines = JsonLines.writer(to)) {
      malformed.eachLine(from, line -> open.apply(line).ifPresent(kept -> write(lines, kept)));
    }
  }

  private static void write(BufferedWriter lines, String line) {
    try {
      lines.write(line + '\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line whose first columns are queries, unless one of them is private. */
  private Optional<String> open(String line, int queries) {
    Optional<PrivateText> kind =
        Arrays.stream(line.split("\t", -1))
            .limit(queries)
            .flatMap(query -> PrivateText.in(query).stream())
            .findFirst();
    kind.ifPresent(found -> drop(found.toString()));
    return kind.isPresent() ? Optional.empty() : Optional.of(line);
  }

  /** A sample without private text; none, if it is about such text. */
  private Optional<String> open(String line) {
    Sample sample = checked(line);
    Optional<String> refusal = DISCRETION.refusal(sample.target(), sample.prefix(), true);
    if (refusal.isPresent()) {
      drop(refusal.get());
      return Optional.empty();
    }
    count++;
    firstMillis = Math.min(firstMillis, sample.instantMillis());
    lastMillis = Math.max(lastMillis, sample.instantMillis());
    Sample permitted = DISCRETION.permitted(sample, true);
    return Optional.of(
        permitted.equals(sample) ? line : JsonLines.MAPPER.writeValueAsString(permitted));
  }

  private void drop(String reason) {
    dropped.merge(reason, 1L, Long::sum);
  }

  private static Sample checked(String line) {
    Sample sample = JsonLines.MAPPER.readValue(line, Sample.class);
    requireNormal("prefix", sample.prefix(), typed -> Prefix.of(typed).text());
    requireNormal("target", sample.target(), QueryText::normalise);
    if (sample.level() == null) {
      throw new IllegalArgumentException("level: null (expected: a behaviour level)");
    }
    return sample;
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
