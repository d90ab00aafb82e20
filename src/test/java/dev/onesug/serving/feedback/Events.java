package dev.onesug.serving.feedback;

import dev.onesug.model.feedback.Action;
import dev.onesug.model.feedback.Actor;
import dev.onesug.model.feedback.EventAttributes;
import dev.onesug.model.feedback.FeedbackEvent;
import dev.onesug.model.feedback.FeedbackJson;
import dev.onesug.model.feedback.InvalidFeedbackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Events, and where they come out again. */
final class Events {
  static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  private Events() {}

  static FeedbackEvent search(String id, String query) {
    return search(id, query, Actor.ofClient("c"), NOON);
  }

  static FeedbackEvent search(String id, String query, Actor actor, Instant time) {
    return new FeedbackEvent(id, Action.SEARCH, time, actor, "q", query, EventAttributes.NONE);
  }

  static FeedbackSettings settings(Path folder, Fsync fsync) {
    return settings(folder, fsync, 1 << 20, 1 << 30);
  }

  static FeedbackSettings settings(Path folder, Fsync fsync, long segmentBytes, long totalBytes) {
    return new FeedbackSettings(
        folder,
        1 << 20,
        fsync,
        Duration.ofMillis(50),
        new FeedbackSettings.Segments(
            segmentBytes, Duration.ofHours(1), totalBytes, Duration.ofDays(1)));
  }

  /** The ids of the lines that can be read, segment by segment. */
  static List<String> stored(Path folder) {
    List<String> ids = new ArrayList<>();
    for (Path segment : segments(folder)) {
      for (String line : lines(segment)) {
        try {
          ids.add(FeedbackJson.parse(line).eventId());
        } catch (InvalidFeedbackException e) {
          // Half a line holds no event.
        }
      }
    }
    return ids;
  }

  static List<Path> segments(Path folder) {
    try {
      return new SegmentFolder(folder, SegmentFile::create).segments();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static List<String> lines(Path segment) {
    try {
      return List.of(Files.readString(segment).split("\n", -1));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
