package dev.onesug.training.logs.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.training.logs.Malformed;
import dev.onesug.training.logs.MalformedLogException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
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

  private Path segment(String name, String... lines) throws IOException {
    return Files.writeString(temp.resolve(name), String.join("", lines));
  }

  private List<String> read(int malformedLimit) throws IOException {
    List<String> ids = new ArrayList<>();
    FeedbackSegments.requiredIn(temp)
        .eachNew(new Malformed(malformedLimit), event -> ids.add(event.eventId()));
    return ids;
  }

  @Test
  void eachNew_segments_areReadByNameAndEveryEventOnce() throws IOException {
    segment("events-20261102-b.jsonl", line("3"), line("1"));
    segment("events-20261101-c.jsonl", line("1"), line("2"), line("2"));
    segment("other.txt", "not an event");

    assertThat(read(0)).containsExactly("1", "2", "3");
  }

  @Test
  void eachNew_compressedSegment_isReadLikeAnother() throws IOException {
    Path zipped = temp.resolve("events-20261101-c.jsonl.gz");
    try (OutputStream bytes = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      bytes.write(line("1").getBytes(StandardCharsets.UTF_8));
    }
    segment("events-20261102-b.jsonl", line("2"));

    assertThat(read(0)).containsExactly("1", "2");
  }

  @Test
  void eachNew_lineThatWasCut_isSkippedUpToTheLimit() throws IOException {
    segment("events-20261101-c.jsonl", line("1"), line("2").substring(0, 30));

    assertThat(read(1)).containsExactly("1");
    assertThatThrownBy(() -> read(0))
        .isInstanceOf(MalformedLogException.class)
        .hasMessageContaining("events-20261101-c.jsonl:2: event: ");
  }

  @Test
  void eachNew_limit_isOfAllSegmentsTogether() throws IOException {
    segment("events-1.jsonl", "nonsense\n", line("1"));
    segment("events-2.jsonl", "nonsense\n", line("2"));

    assertThat(read(2)).containsExactly("1", "2");
    assertThatThrownBy(() -> read(1)).hasMessageContaining("events-2.jsonl:1: event: ");
  }

  @Test
  void eachNew_blankClient_isMalformed() throws IOException {
    segment("events-1.jsonl", line("1").replace("\"c\"", "\" \""), line("2"));

    assertThat(read(1)).containsExactly("2");
    assertThatThrownBy(() -> read(0))
        .hasMessageContaining("events-1.jsonl:1: client_id: blank (expected: a value)");
  }

  @Test
  void eachNew_readerRefusesAnEvent_endsTheReading() throws IOException {
    segment("events-1.jsonl", line("1"));
    Malformed malformed = new Malformed(10);

    assertThatThrownBy(
            () ->
                FeedbackSegments.in(temp)
                    .eachNew(
                        malformed,
                        event -> {
                          throw new IllegalArgumentException("wanted by the test");
                        }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("wanted by the test");
    assertThat(malformed.count()).isZero();
  }

  @Test
  void each_eventThatCameBefore_isHandedOverAgainWithItsLine() throws IOException {
    segment("events-1.jsonl", line("1"), line("1"));
    List<String> read = new ArrayList<>();

    FeedbackSegments.in(temp)
        .each(new Malformed(0), (event, line) -> read.add(event.eventId() + line));

    assertThat(read).containsExactly("1" + line("1").strip(), "1" + line("1").strip());
  }

  @Test
  void each_whatWasWrittenLater_isNotRead() throws IOException {
    Path segment = segment("events-1.jsonl", line("1"));
    FeedbackSegments before = FeedbackSegments.in(temp);
    Files.writeString(segment, line("2"), StandardOpenOption.APPEND);
    segment("events-2.jsonl", line("3"));
    List<String> ids = new ArrayList<>();

    before.each(new Malformed(0), (event, line) -> ids.add(event.eventId()));

    assertThat(ids).containsExactly("1");
  }

  @Test
  void in_folder_takesSegmentsOnly() throws IOException {
    segment("events-2.jsonl", line("1"));
    segment("events-1.jsonl.gz");
    segment("other.jsonl", line("1"));
    segment("events-3.json", line("1"));

    assertThat(FeedbackSegments.in(temp).files())
        .containsExactly(temp.resolve("events-1.jsonl.gz"), temp.resolve("events-2.jsonl"));
    assertThat(FeedbackSegments.in(temp.resolve("none")).isEmpty()).isTrue();
  }

  @Test
  void requiredIn_noSegments_saysWhatIsMissing() {
    assertThatThrownBy(() -> FeedbackSegments.requiredIn(temp))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(temp + ": no events-*.jsonl (expected: at least one)");
    Path nowhere = temp.resolve("nowhere");
    assertThatThrownBy(() -> FeedbackSegments.requiredIn(nowhere))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(nowhere + " (expected: a folder of events-*.jsonl)");
  }
}
