package dev.onesug.serving;

import dev.onesug.serving.feedback.FeedbackSettings;
import dev.onesug.serving.feedback.Fsync;
import dev.onesug.serving.feedback.TrendingSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The configuration of the feedback, {@code onesug.feedback.*}.
 *
 * @param enabled whether there is {@code /events}; without it nothing is written and nothing trends
 * @param folder of the segments that events are appended to; made with the first event
 * @param fsync when an event is forced to the disk: {@code always} before it is acknowledged,
 *     {@code interval} some time later, {@code never} when the operating system likes. With each of
 *     them an acknowledged event outlives the end of the process
 * @param fsyncInterval longest time until then, with {@code interval}
 * @param queue events that may wait to be written; above it they are refused with 429
 * @param segmentSize above which a new segment begins
 * @param segmentAge after which a new segment begins, so that others can take the old one
 * @param maxSize of all segments in the folder together, whoever wrote them; above it events are
 *     refused with 503, because nothing that was acknowledged is thrown away before its time
 * @param retention after which a segment is deleted, counted from its last event
 * @param trending what many search now, shown at the empty prefix
 * @param kafka where the segments' lines are sent, too; needs a jar built with {@code -Pkafka}, and
 *     a folder that no other process writes to
 */
@ConfigurationProperties("onesug.feedback")
public record FeedbackProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("feedback") Path folder,
    @DefaultValue("interval") Fsync fsync,
    @DefaultValue("1s") Duration fsyncInterval,
    @DefaultValue("8MB") DataSize queue,
    @DefaultValue("64MB") DataSize segmentSize,
    @DefaultValue("1h") Duration segmentAge,
    @DefaultValue("20GB") DataSize maxSize,
    @DefaultValue("90d") Duration retention,
    @DefaultValue Trending trending,
    @DefaultValue Kafka kafka) {

  /**
   * What many search now.
   *
   * @param halfLife after which a search counts half; within it a user, or a browser without one,
   *     counts once for a query
   * @param minSearchers different users, or browsers, without whom a query is not shown
   */
  public record Trending(
      @DefaultValue("1h") Duration halfLife, @DefaultValue("5") int minSearchers) {}

  /**
   * Kafka gets each stored event at least once.
   *
   * @param bootstrapServers {@code host:port} of brokers, with commas between; missing: none
   * @param topic that events are sent to, keyed by their {@code client_id}
   * @param properties others of Kafka's producer, such as {@code security.protocol}
   */
  public record Kafka(
      @Nullable String bootstrapServers,
      @DefaultValue("onesug-feedback") String topic,
      @DefaultValue Map<String, String> properties) {}

  /**
   * @throws IllegalArgumentException if what is wished is out of range or does not go together
   */
  FeedbackSettings settings() {
    return new FeedbackSettings(
        folder,
        queue.toBytes(),
        fsync,
        fsyncInterval,
        new FeedbackSettings.Segments(
            segmentSize.toBytes(), segmentAge, maxSize.toBytes(), retention));
  }

  TrendingSettings trendingSettings() {
    return new TrendingSettings(trending.halfLife(), trending.minSearchers());
  }
}
