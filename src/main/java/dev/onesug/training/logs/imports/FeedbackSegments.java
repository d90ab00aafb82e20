package dev.onesug.training.logs.imports;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The segments of a feedback log, as far as they reached at one moment. The service goes on writing
 * at their end, so a run that is resumed has to know where it had begun.
 *
 * @param segments in the order of their names, which is that of time
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

  /** The segments of a folder, as they are now; none where it holds no feedback. */
  public static FeedbackSegments in(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, NAMES)) {
        found.forEach(files::add);
      }
    }
    return of(files.stream().sorted().toList());
  }

  static FeedbackSegments of(List<Path> files) throws IOException {
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

  List<Path> files() {
    return segments.stream().map(Segment::path).toList();
  }

  long bytes() {
    return segments.stream().mapToLong(Segment::bytes).sum();
  }

  /**
   * @throws IllegalArgumentException if one is gone or has become shorter
   */
  void requireThere() throws IOException {
    for (Segment segment : segments) {
      long now = Files.isReadable(segment.path()) ? Files.size(segment.path()) : 0;
      if (now < segment.bytes()) {
        throw new IllegalArgumentException(
            "segment: %s has %d bytes (expected: the %d that it had when the run began)"
                .formatted(segment.file(), now, segment.bytes()));
      }
    }
  }
}
