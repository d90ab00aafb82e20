package dev.onesug.serving.feedback;

import dev.onesug.model.feedback.FeedbackJson;
import dev.onesug.model.feedback.InvalidFeedbackException;
import dev.onesug.serving.threads.DaemonThreads;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the segments' lines to a Kafka topic, each at least once, keyed by the browser. The
 * segments are the truth: what was sent is remembered beside them, so that a Kafka that is away
 * costs delay, up to the segments' retention, and nothing else.
 */
public final class KafkaSink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaSink.class);

  /** Longer than any line. */
  private static final int MOST_BYTES_AT_ONCE = 256 * 1024;

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final SegmentFolder folder;
  private final SentOffsets offsets;
  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final Counter sent;
  private final Counter failures;
  private final Thread thread = DaemonThreads.named("feedback-kafka").newThread(this::run);
  private volatile long unsentBytes;

  KafkaSink(Path folder, String topic, Producer<byte[], byte[]> producer, MeterRegistry registry)
      throws IOException {
    this.folder = new SegmentFolder(folder, SegmentFile::create);
    this.topic = topic;
    this.producer = producer;
    offsets = new SentOffsets(folder.resolve("kafka.offsets"));
    sent = registry.counter("onesug.feedback.kafka.sent");
    failures = registry.counter("onesug.feedback.kafka.failures");
    Gauge.builder("onesug.feedback.kafka.unsent.bytes", this, sink -> sink.unsentBytes)
        .description("Bytes of segments that Kafka has not yet taken")
        .register(registry);
  }

  /**
   * Begins to send in the background.
   *
   * @param folder of the segments
   * @param settings of the producer, {@code bootstrap.servers} among them
   * @throws KafkaException if a setting is out of range
   */
  public static KafkaSink start(
      Path folder, String topic, Map<String, String> settings, MeterRegistry registry)
      throws IOException {
    Map<String, Object> all = new HashMap<>();
    // So that the end of the service does not wait long for a Kafka that is away.
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000");
    all.putAll(settings);
    KafkaSink sink =
        new KafkaSink(
            folder,
            topic,
            new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer()),
            registry);
    sink.thread.start();
    return sink;
  }

  @Override
  public void close() {
    thread.interrupt();
    producer.close(Duration.ofSeconds(5));
  }

  /**
   * Sends what Kafka does not have yet.
   *
   * @throws IOException if Kafka did not take it; it is sent again then
   */
  void sendNew() throws IOException, InterruptedException {
    List<Path> segments = folder.segments();
    offsets.keepOnly(segments);
    unsentBytes = unsent(segments);
    for (Path segment : segments) {
      while (Files.size(segment) > offsets.of(segment)) {
        byte[] lines = wholeLines(segment, offsets.of(segment));
        if (lines.length == 0) {
          break;
        }
        send(lines);
        offsets.sent(segment, offsets.of(segment) + lines.length);
      }
    }
    unsentBytes = unsent(segments);
  }

  private void run() {
    Duration pause = PAUSE;
    try {
      while (true) {
        Thread.sleep(pause.toMillis());
        pause = isSent() ? PAUSE : longer(pause);
      }
    } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
      LOG.debug("The service ends");
    }
  }

  private boolean isSent() throws InterruptedException {
    try {
      sendNew();
      return true;
    } catch (org.apache.kafka.common.errors.InterruptException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      failures.increment();
      LOG.warn("Events are not sent to Kafka, and will be later: {}", String.valueOf(e));
      return false;
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  private void send(byte[] lines) throws IOException, InterruptedException {
    List<Future<?>> sends = new ArrayList<>();
    for (int start = 0; start < lines.length; ) {
      int end = start;
      while (lines[end] != '\n') {
        end++;
      }
      byte[] line = Arrays.copyOfRange(lines, start, end);
      byte[] key = key(line);
      // Half a line, left by a crash, has no event in it.
      if (key.length > 0) {
        sends.add(producer.send(new ProducerRecord<>(topic, key, line)));
      }
      start = end + 1;
    }
    producer.flush();
    await(sends);
    sent.increment(sends.size());
  }

  private static void await(List<Future<?>> sends) throws IOException, InterruptedException {
    for (Future<?> send : sends) {
      try {
        send.get();
      } catch (ExecutionException e) {
        throw new IOException(e.getCause());
      }
    }
  }

  private static byte[] key(byte[] line) {
    try {
      String client =
          FeedbackJson.parse(new String(line, StandardCharsets.UTF_8)).actor().clientId();
      return client.getBytes(StandardCharsets.UTF_8);
    } catch (InvalidFeedbackException e) {
      return new byte[0];
    }
  }

  /** What stands from an offset on, up to the last end of a line. */
  private static byte[] wholeLines(Path segment, long offset) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES_AT_ONCE);
    try (FileChannel channel = FileChannel.open(segment)) {
      channel.position(offset);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
    }
    int end = bytes.position();
    while (end > 0 && bytes.get(end - 1) != '\n') {
      end--;
    }
    return Arrays.copyOf(bytes.array(), end);
  }

  private long unsent(List<Path> segments) throws IOException {
    long bytes = 0;
    for (Path segment : segments) {
      bytes += Math.max(0, Files.size(segment) - offsets.of(segment));
    }
    return bytes;
  }
}
