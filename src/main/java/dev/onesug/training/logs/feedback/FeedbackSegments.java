package dev.onesug.training.logs.feedback;

import dev.onesug.model.feedback.FeedbackEvent;
import dev.onesug.model.feedback.FeedbackJson;
import dev.onesug.model.feedback.InvalidFeedbackException;
import dev.onesug.training.logs.Malformed;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The segments of a feedback log, as far as they reached at one moment. The service goes on writing
 * at their end; what it wrote later is not read, so that a run that is resumed learns from what it
 * had begun with.
 *
 * @param segments in the order in which they are read
 */
public record FeedbackSegments(List<Segment> segments) {
  /** What the service calls them; old ones may be compressed. */
  private static final String NAMES = "events-*.{jsonl,jsonl.gz}";

  public FeedbackSegments {
    segments = List.copyOf(segments);
  }

  /**
   * One file.
   *
   * @param bytes that it had
   */
  public record Segment(String file, long bytes) {
    Path path() {
      return Path.of(file);
    }
  }

  /**
   * The segments of a folder, as they are now, in the order of their names, which begin with the
   * time; none where it holds no feedback.
   */
  public static FeedbackSegments in(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, NAMES)) {
        found.forEach(files::add);
      }
    }
    return of(files.stream().sorted().toList());
  }

  /**
   * The same of a folder that has to hold feedback.
   *
   * @throws NoSuchFileException if it is no folder or has no segment
   */
  public static FeedbackSegments requiredIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder + " (expected: a folder of events-*.jsonl)");
    }
    FeedbackSegments segments = in(folder);
    if (segments.isEmpty()) {
      throw new NoSuchFileException(folder + ": no events-*.jsonl (expected: at least one)");
    }
    return segments;
  }

  /** These files, as they are now, in this order. */
  public static FeedbackSegments of(List<Path> files) throws IOException {
    List<Segment> segments = new ArrayList<>();
    for (Path file : files) {
      segments.add(new Segment(file.toString(), Files.size(file)));
    }
    return new FeedbackSegments(segments);
  }

  public boolean isEmpty() {
    return segments.isEmpty();
  }

  /** Whether all of them are files of a folder. */
  public boolean areIn(Path folder) {
    return segments.stream().allMatch(segment -> folder.equals(segment.path().getParent()));
  }

  public List<Path> files() {
    return segments.stream().map(Segment::path).toList();
  }

  /** Of all segments together. */
  public long bytes() {
    return segments.stream().mapToLong(Segment::bytes).sum();
  }

  /**
   * Checks that what was there can still be read.
   *
   * @throws IllegalArgumentException if one is gone or has become shorter
   */
  public void requireThere() throws IOException {
    for (Segment segment : segments) {
      long now = Files.isReadable(segment.path()) ? Files.size(segment.path()) : 0;
      if (now < segment.bytes()) {
        throw new IllegalArgumentException(
            "segment: %s has %d bytes (expected: the %d that it had when the run began)"
                .formatted(segment.file(), now, segment.bytes()));
      }
    }
  }

  /**
   * Hands over every event with its line, also one that came before. What the reader throws ends
   * the reading.
   *
   * @param malformed counts the lines that are no event
   * @throws dev.onesug.training.logs.MalformedLogException at the first line over its limit
   * @throws IOException if a segment cannot be read to where it reached
   */
  public void each(Malformed malformed, BiConsumer<FeedbackEvent, String> reader)
      throws IOException {
    for (Segment segment : segments) {
      malformed.eachLine(segment.path(), segment.bytes(), FeedbackSegments::parse, reader);
    }
  }

  /** The same without lines, and without events that came before ({@link KnownEvents}). */
  public void eachNew(Malformed malformed, Consumer<FeedbackEvent> reader) throws IOException {
    KnownEvents known = new KnownEvents();
    each(
        malformed,
        (event, line) -> {
          if (known.isNew(event)) {
            reader.accept(event);
          }
        });
  }

  private static FeedbackEvent parse(String line) {
    FeedbackEvent event;
    try {
      event = FeedbackJson.parse(line);
    } catch (InvalidFeedbackException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    // The service lets it pass; to a reader, all who have no id would be one user.
    if (event.actor().clientId().isBlank()) {
      throw new IllegalArgumentException("client_id: blank (expected: a value)");
    }
    return event;
  }
}
