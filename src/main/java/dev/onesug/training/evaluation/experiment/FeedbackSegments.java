package dev.onesug.training.evaluation.experiment;

import dev.onesug.model.feedback.FeedbackEvent;
import dev.onesug.model.feedback.FeedbackJson;
import dev.onesug.model.feedback.InvalidFeedbackException;
import dev.onesug.training.logs.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The segments that the service wrote, one after the other by their names, which begin with the
 * time. An event that comes twice is handed out once, as long as not more than {@value #REMEMBERED}
 * others came between.
 *
 * @param folder of the segments
 * @param malformedLimit how many lines may fail to parse
 */
public record FeedbackSegments(Path folder, int malformedLimit)
    implements ExperimentReadout.Events {
  private static final int REMEMBERED = 1_000_000;

  @Override
  public void each(Consumer<FeedbackEvent> reader) throws IOException {
    Malformed malformed = new Malformed(malformedLimit);
    Set<String> recent = new LinkedHashSet<>();
    for (Path segment : segments()) {
      malformed.eachLine(
          segment,
          line -> {
            FeedbackEvent event = parse(line);
            if (isNew(event.eventId(), recent)) {
              reader.accept(event);
            }
          });
    }
  }

  private List<Path> segments() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder + " (expected: a folder of events-*.jsonl)");
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> segments =
          files
              .filter(file -> file.getFileName().toString().matches("events-.*\\.jsonl(\\.gz)?"))
              .sorted()
              .toList();
      if (segments.isEmpty()) {
        throw new NoSuchFileException(folder + ": no events-*.jsonl (expected: at least one)");
      }
      return segments;
    }
  }

  private static FeedbackEvent parse(String line) {
    try {
      return FeedbackJson.parse(line);
    } catch (InvalidFeedbackException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static boolean isNew(String id, Set<String> recent) {
    if (!recent.add(id)) {
      return false;
    }
    if (recent.size() > REMEMBERED) {
      recent.remove(recent.iterator().next());
    }
    return true;
  }
}
