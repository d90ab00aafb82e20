package dev.onesug.serving.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.feedback.Actor;
import dev.onesug.model.feedback.FeedbackJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSinkTest {
  @TempDir Path folder;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MockProducer<byte[], byte[]> kafka =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

  @Test
  void sendNew_linesOfAllSegments_eachOnceKeyedByTheBrowser() throws Exception {
    write("events-1.jsonl", line("e1", "ann"), line("e2", "bob"));
    write("events-2.jsonl", line("e3", "ann"));
    KafkaSink sink = sink();

    sink.sendNew();
    sink.sendNew();

    assertThat(sentIds()).containsExactly("e1", "e2", "e3");
    assertThat(kafka.history())
        .extracting(record -> text(record.key()))
        .containsExactly("ann", "bob", "ann");
    assertThat(kafka.history()).extracting(record -> record.topic()).containsOnly("events");
  }

  @Test
  void sendNew_lineThatIsStillWritten_waitsForItsEnd() throws Exception {
    String line = line("e1", "ann");
    write("events-1.jsonl", line.substring(0, 30));
    KafkaSink sink = sink();
    sink.sendNew();
    assertThat(sentIds()).isEmpty();
    assertThat(unsentBytes()).isEqualTo(30);

    write("events-1.jsonl", line.substring(30));
    sink.sendNew();
    assertThat(sentIds()).containsExactly("e1");
    assertThat(unsentBytes()).isZero();
  }

  @Test
  void sendNew_damagedLine_isLeftOut() throws Exception {
    write("events-1.jsonl", "{\"event_id\":\n", line("e1", "ann"));

    sink().sendNew();

    assertThat(sentIds()).containsExactly("e1");
  }

  @Test
  void sendNew_nextProcess_goesOnWhereTheLastOneStopped() throws Exception {
    write("events-1.jsonl", line("e1", "ann"));
    sink().sendNew();
    write("events-1.jsonl", line("e2", "ann"));
    write("events-2.jsonl", line("e3", "ann"));

    sink().sendNew();

    assertThat(sentIds()).containsExactly("e1", "e2", "e3");
  }

  @Test
  void sendNew_kafkaIsAway_nothingIsLost() throws Exception {
    write("events-1.jsonl", line("e1", "ann"), line("e2", "ann"));
    KafkaSink sink = sink();
    kafka.sendException = new TimeoutException("away");
    assertThatThrownBy(sink::sendNew).isInstanceOf(RuntimeException.class);
    assertThat(unsentBytes()).isPositive();

    kafka.sendException = null;
    sink().sendNew();

    assertThat(sentIds()).containsExactly("e1", "e2");
  }

  @Test
  void sendNew_damagedOffsets_sendsAgain() throws Exception {
    write("events-1.jsonl", line("e1", "ann"));
    Files.writeString(folder.resolve("kafka.offsets"), "events-1.jsonl\tmany\nnonsense\n");

    sink().sendNew();

    assertThat(sentIds()).containsExactly("e1");
  }

  @Test
  void sendNew_segmentGone_offsetForgotten() throws Exception {
    write("events-1.jsonl", line("e1", "ann"));
    KafkaSink sink = sink();
    sink.sendNew();
    Files.delete(folder.resolve("events-1.jsonl"));
    write("events-2.jsonl", line("e2", "ann"));
    sink.sendNew();

    assertThat(Files.readString(folder.resolve("kafka.offsets")))
        .isEqualTo("events-2.jsonl\t" + Files.size(folder.resolve("events-2.jsonl")) + "\n");
  }

  private KafkaSink sink() throws IOException {
    return new KafkaSink(folder, "events", kafka, meters);
  }

  private void write(String segment, String... lines) throws IOException {
    Files.writeString(
        folder.resolve(segment),
        String.join("", lines),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static String line(String id, String client) {
    return FeedbackJson.write(Events.search(id, "lamp", Actor.ofClient(client), Events.NOON))
        + "\n";
  }

  private List<String> sentIds() {
    return kafka.history().stream()
        .map(record -> FeedbackJson.parse(text(record.value())).eventId())
        .toList();
  }

  private double unsentBytes() {
    return meters.get("onesug.feedback.kafka.unsent.bytes").gauge().value();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
