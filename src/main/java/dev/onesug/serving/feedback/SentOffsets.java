package dev.onesug.serving.feedback;

import dev.onesug.serving.files.FileReplacement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much of each segment was sent, in a file beside them: {@code name<TAB>bytes} a line. What the
 * file does not know is sent again, which at-least-once allows.
 */
final class SentOffsets {
  private static final Logger LOG = LoggerFactory.getLogger(SentOffsets.class);

  private final Path file;
  private final Map<String, Long> sent = new TreeMap<>();

  SentOffsets(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      Files.readAllLines(file).forEach(this::read);
    }
  }

  /** Bytes of a segment that were sent. */
  long of(Path segment) {
    return sent.getOrDefault(segment.getFileName().toString(), 0L);
  }

  /** Remembers for the next process, too, what was sent. */
  void sent(Path segment, long bytes) throws IOException {
    sent.put(segment.getFileName().toString(), bytes);
    String lines =
        sent.entrySet().stream()
            .map(entry -> entry.getKey() + "\t" + entry.getValue() + "\n")
            .collect(Collectors.joining());
    FileReplacement.write(file, lines.getBytes(StandardCharsets.UTF_8));
  }

  /** Forgets segments that are no longer there. */
  void keepOnly(Iterable<Path> segments) {
    Map<String, Long> kept = new TreeMap<>();
    segments.forEach(segment -> kept.put(segment.getFileName().toString(), of(segment)));
    sent.keySet().retainAll(kept.keySet());
  }

  private void read(String line) {
    String[] parts = line.split("\t", -1);
    if (parts.length == 2 && parts[1].matches("[0-9]{1,18}")) {
      sent.put(parts[0], Long.valueOf(parts[1]));
    } else {
      LOG.warn("{}: a line that is not name<TAB>bytes; that segment is sent again", file);
    }
  }
}
