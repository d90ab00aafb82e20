package dev.onesug.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.onesug.serving.feedback.KafkaSink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** What is configured reaches Kafka's producer; there is no broker here. */
class KafkaFeedbackConfigurationTest {
  private static final String KAFKA = "onesug.feedback.kafka.";

  /** Nothing listens there. */
  private static final String SERVERS = "127.0.0.1:1";

  @TempDir Path folder;
  private ApplicationContextRunner service;

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(FeedbackProperties.class)
  static class Properties {}

  @BeforeEach
  void configure() {
    service =
        new ApplicationContextRunner()
            .withUserConfiguration(Properties.class, KafkaFeedbackConfiguration.class)
            .withBean(SimpleMeterRegistry.class)
            .withPropertyValues("onesug.feedback.folder=" + folder);
    Witness.settings = Map.of();
    Witness.topics.clear();
  }

  /** Kafka's own way to look at what a producer was given, and gives on. */
  public static final class Witness implements ProducerInterceptor<byte[], byte[]> {
    static final List<String> topics = new CopyOnWriteArrayList<>();
    static volatile Map<String, ?> settings = Map.of();

    @Override
    public void configure(Map<String, ?> configs) {
      settings = configs;
    }

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
      topics.add(record.topic());
      return record;
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception failure) {}

    @Override
    public void close() {}
  }

  @Test
  void start_noServersOrNoFeedback_noKafka() {
    service.run(context -> assertThat(context).doesNotHaveBean("kafkaSink"));
    service
        .withPropertyValues(KAFKA + "bootstrap-servers=" + SERVERS, "onesug.feedback.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean("kafkaSink"));
  }

  @Test
  void start_jarWithoutKafka_saysHowToBuildOneWithIt() {
    service
        .withClassLoader(new FilteredClassLoader("org.apache.kafka"))
        .withPropertyValues(KAFKA + "bootstrap-servers=" + SERVERS)
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage(
                        "onesug.feedback.kafka.bootstrap-servers: 127.0.0.1:1"
                            + " (expected: a jar built with -Pkafka)"));
  }

  @Test
  void start_settings_areTheProducers() throws IOException {
    Files.writeString(
        folder.resolve("events-1.jsonl"),
        """
        {"event_id":"e","action_name":"search","timestamp":"2026-11-28T12:00:00Z",\
        "client_id":"c","query_id":"q","user_query":"lamp"}
        """);
    witnessed()
        .withPropertyValues(
            KAFKA + "topic=shop-events",
            KAFKA + "properties[max.block.ms]=70",
            KAFKA + "properties[linger.ms]=9",
            KAFKA + "properties[bootstrap.servers]=127.0.0.1:2")
        .run(
            context -> {
              assertThat(context.getBean("kafkaSink")).isInstanceOf(KafkaSink.class);
              assertThat(Witness.settings.get("bootstrap.servers")).isEqualTo(SERVERS);
              assertThat(Witness.settings.get("max.block.ms")).isEqualTo("70");
              assertThat(Witness.settings.get("linger.ms")).isEqualTo("9");
              await().untilAsserted(() -> assertThat(Witness.topics).contains("shop-events"));
            });
  }

  @Test
  void start_nothingSaid_theEndWaitsFiveSecondsForKafkaAtMost() {
    witnessed().run(context -> assertThat(Witness.settings.get("max.block.ms")).isEqualTo("5000"));
  }

  @Test
  void start_settingThatKafkaRefuses_endsTheStart() {
    service
        .withPropertyValues(KAFKA + "bootstrap-servers=" + SERVERS, KAFKA + "properties[acks]=some")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("Invalid value some for configuration acks"));
  }

  private ApplicationContextRunner witnessed() {
    return service.withPropertyValues(
        KAFKA + "bootstrap-servers=" + SERVERS,
        KAFKA + "properties[interceptor.classes]=" + Witness.class.getName());
  }
}
