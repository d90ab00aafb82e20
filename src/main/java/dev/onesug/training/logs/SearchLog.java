package dev.onesug.training.logs;

import dev.onesug.model.seq2seq.Profile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/** Streams a behaviour log; what does not parse is counted with its line number and skipped. */
public final class SearchLog {
  private static final ObjectReader READER = JsonLines.MAPPER.readerFor(Search.class);
  private static final ObjectWriter WRITER = JsonLines.MAPPER.writerFor(Search.class);

  private final LogFolder folder;
  private final int malformedLimit;

  /**
   * @param malformedLimit how many lines of a file may fail to parse before reading fails
   */
  public SearchLog(LogFolder folder, int malformedLimit) {
    this.folder = folder;
    this.malformedLimit = malformedLimit;
  }

  /**
   * What one pass over the log met.
   *
   * @param searches lines that parsed
   * @param malformed lines that did not
   * @param examples the first malformed lines: {@code file:line: reason}
   */
  public record Reading(long searches, long malformed, List<String> examples) {}

  /**
   * Hands every search to a consumer, in the order of the file.
   *
   * @throws MalformedLogException at the first line over the limit
   */
  public Reading forEach(Consumer<Search> consumer) throws IOException {
    Malformed malformed = new Malformed(malformedLimit);
    long[] searches = {0};
    malformed.eachLine(
        folder.searches(),
        line -> {
          Search search = READER.readValue(line);
          searches[0]++;
          consumer.accept(search);
        });
    return new Reading(searches[0], malformed.count(), malformed.examples());
  }

  /** Profiles by user; a user that is missing is unknown to the shop. */
  public Map<String, Profile> profiles() throws IOException {
    return UserProfile.readAll(folder.profiles(), new Malformed(malformedLimit));
  }

  public static Writer writer(Path file) throws IOException {
    return new Writer(JsonLines.writer(file));
  }

  /** Writes the profiles of a log. */
  public static void writeProfiles(LogFolder folder, Iterable<UserProfile> profiles)
      throws IOException {
    UserProfile.writeAll(folder.profiles(), profiles);
  }

  /** Appends searches; close it. */
  public static final class Writer implements AutoCloseable {
    private final BufferedWriter lines;

    private Writer(BufferedWriter lines) {
      this.lines = lines;
    }

    public void write(Search search) throws IOException {
      lines.write(WRITER.writeValueAsString(search));
      lines.write('\n');
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
