package dev.onesug.serving.feedback;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The segments: files {@code events-<UTC start time>-<random>.jsonl}, so that names sort by time
 * and several processes may share a folder. A process never appends to a file that another one
 * began: half a line at the end of it, left by a crash, harms no other line.
 */
final class SegmentFolder {
  private static final String GLOB = "events-*.jsonl";
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Opens a new file. */
  @FunctionalInterface
  interface Opener {
    Segment create(Path file) throws IOException;
  }

  private final Path folder;
  private final Opener opener;

  SegmentFolder(Path folder, Opener opener) {
    this.folder = folder;
    this.opener = opener;
  }

  /** Begins a segment. */
  Segment create(Instant start) throws IOException {
    Files.createDirectories(folder);
    String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    Segment segment =
        opener.create(folder.resolve("events-" + START.format(start) + "-" + random + ".jsonl"));
    forceNames();
    return segment;
  }

  /** Every segment, the oldest first; none where there is no folder yet. */
  List<Path> segments() throws IOException {
    List<Path> segments = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, GLOB)) {
        files.forEach(segments::add);
      }
    }
    Collections.sort(segments);
    return segments;
  }

  /** Size of all segments together. */
  long bytes() throws IOException {
    long bytes = 0;
    for (Path segment : segments()) {
      try {
        bytes += Files.size(segment);
      } catch (NoSuchFileException e) {
        // Somebody took it away meanwhile: it has no size any more.
      }
    }
    return bytes;
  }

  /**
   * Deletes segments that nothing was appended to since a time.
   *
   * @return how many
   */
  int deleteUntouchedSince(Instant time) throws IOException {
    int deleted = 0;
    for (Path segment : segments()) {
      try {
        if (Files.getLastModifiedTime(segment).toInstant().isBefore(time)) {
          Files.delete(segment);
          deleted++;
        }
      } catch (NoSuchFileException e) {
        // Somebody was faster.
      }
    }
    return deleted;
  }

  /** A new file's name lasts only once its folder is forced, too. */
  private void forceNames() throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
