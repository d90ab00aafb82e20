package dev.onesug.training.logs.imports;

import dev.onesug.training.logs.LogFolder;
import dev.onesug.training.logs.Malformed;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.SearchLog;
import dev.onesug.training.logs.UserProfile;
import dev.onesug.training.logs.feedback.FeedbackSegments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns files of one format into a log that training reads; {@link LogFormat#ONESUG_ROWS} into
 * samples. Memory stays bounded, but for profiles and for {@link LogFormat#UBI}, whose events are
 * joined to their queries. {@link LogFormat#FEEDBACK} is joined a part at a time.
 *
 * @param format of the input
 * @param malformedLimit how many rows of all files together may fail to parse
 */
public record LogImport(LogFormat format, int malformedLimit) {
  public LogImport {
    if (malformedLimit < 0) {
      throw new IllegalArgumentException(
          "malformedLimit: " + malformedLimit + " (expected: 0 or more)");
    }
  }

  /**
   * Reads files, gzip or not, and replaces what stands in the output folder.
   *
   * @throws dev.onesug.training.logs.MalformedLogException if too many rows do not parse; then the
   *     log is as it was
   * @throws IllegalArgumentException if a file is not there, or a driver for its format
   */
  public ImportReport run(List<Path> files, Path output) throws IOException {
    for (Path file : files) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw new IllegalArgumentException("input: " + file + " (expected: a readable file)");
      }
    }
    return format == LogFormat.ONESUG_ROWS
        ? new AuthorsRows(new Malformed(malformedLimit)).write(files, new SampleFolder(output))
        : writeLog(reader(output), files, new LogFolder(output));
  }

  /**
   * Reads feedback as far as it reached when somebody looked, and replaces what stands in the
   * output folder.
   *
   * @throws dev.onesug.training.logs.MalformedLogException if too many lines do not parse
   * @throws IllegalArgumentException if a segment is not there any more
   */
  public static ImportReport feedback(FeedbackSegments segments, int malformedLimit, Path output)
      throws IOException {
    segments.requireThere();
    return new LogImport(LogFormat.FEEDBACK, malformedLimit)
        .writeLog(new FeedbackLog(segments, output), segments.files(), new LogFolder(output));
  }

  private LogReader reader(Path output) {
    return switch (format) {
      case FEEDBACK ->
          (files, intake) ->
              new FeedbackLog(FeedbackSegments.of(files), output).read(files, intake);
      case ONESUG -> new OwnLog();
      case UBI -> new UbiLog();
      case AMAZONQAC -> new AmazonQacLog(ParquetRows.ofDuckDb());
      case ONESUG_ROWS -> throw new IllegalStateException("format: " + format + " is no log");
    };
  }

  private ImportReport writeLog(LogReader reader, List<Path> files, LogFolder log)
      throws IOException {
    Tally tally = new Tally();
    Malformed malformed = new Malformed(malformedLimit);
    Map<String, UserProfile> profiles = new LinkedHashMap<>();
    Files.createDirectories(log.path());
    try (TimeOrder searches = new TimeOrder(log.path(), TimeOrder.RUN_LENGTH)) {
      reader.read(files, new Intake(tally, malformed, searches, profiles));
      long written = searches.writeTo(log.searches());
      writeProfiles(log, profiles);
      return tally.report(format, written, profiles.size(), malformed);
    }
  }

  /** An old file of profiles must not stay beside new searches. */
  private static void writeProfiles(LogFolder log, Map<String, UserProfile> profiles)
      throws IOException {
    if (profiles.isEmpty()) {
      Files.deleteIfExists(log.profiles());
    } else {
      SearchLog.writeProfiles(log, profiles.values());
    }
  }
}
