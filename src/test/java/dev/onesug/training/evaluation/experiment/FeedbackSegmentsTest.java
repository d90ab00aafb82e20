package dev.onesug.training.evaluation.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackSegmentsTest {
  @TempDir Path temp;

  private static String line(String id) {
    return """
        {"event_id":"%s","action_name":"search","timestamp":"2026-11-28T12:00:00Z","client_id":"c","query_id":"q","user_query":"shoes"}
        """
        .formatted(id);
  }

  private List<String> read(int malformedLimit) throws IOException {
    List<String> ids = new ArrayList<>();
    new FeedbackSegments(temp, malformedLimit).each(event -> ids.add(event.eventId()));
    return ids;
  }

  @Test
  void each_segments_areReadByNameAndEveryEventOnce() throws IOException {
    Files.writeString(temp.resolve("events-20261102-b.jsonl"), line("3") + line("1"));
    Files.writeString(temp.resolve("events-20261101-c.jsonl"), line("1") + line("2") + line("2"));
    Files.writeString(temp.resolve("other.txt"), "not an event");

    assertThat(read(0)).containsExactly("1", "2", "3");
  }

  @Test
  void each_lineThatWasCut_isSkippedUpToTheLimit() throws IOException {
    String cut = line("2").substring(0, 30);
    Files.writeString(temp.resolve("events-20261101-c.jsonl"), line("1") + cut);

    assertThat(read(1)).containsExactly("1");
    assertThatThrownBy(() -> read(0)).hasMessageContaining("events-20261101-c.jsonl:2: event: ");
  }

  @Test
  void each_noSegments_saysWhatIsMissing() {
    assertThatThrownBy(() -> read(0))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(temp + ": no events-*.jsonl (expected: at least one)");
    Path nowhere = temp.resolve("nowhere");
    assertThatThrownBy(() -> new FeedbackSegments(nowhere, 0).each(event -> {}))
        .hasMessage(nowhere + " (expected: a folder of events-*.jsonl)");
  }
}
