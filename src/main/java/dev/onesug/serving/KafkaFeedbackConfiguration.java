package dev.onesug.serving;

import dev.onesug.serving.feedback.KafkaSink;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

/** Sends the feedback to Kafka where the configuration names one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "onesug.feedback.enabled", matchIfMissing = true)
@ConditionalOnProperty(KafkaFeedbackConfiguration.SERVERS)
public class KafkaFeedbackConfiguration {
  static final String SERVERS = "onesug.feedback.kafka.bootstrap-servers";

  @Bean(destroyMethod = "close")
  AutoCloseable kafkaSink(FeedbackProperties properties, MeterRegistry registry)
      throws IOException {
    FeedbackProperties.Kafka kafka = properties.kafka();
    if (!ClassUtils.isPresent("org.apache.kafka.clients.producer.Producer", null)) {
      throw new IllegalStateException(
          SERVERS + ": " + kafka.bootstrapServers() + " (expected: a jar built with -Pkafka)");
    }
    Map<String, String> settings = new HashMap<>(kafka.properties());
    settings.put("bootstrap.servers", String.valueOf(kafka.bootstrapServers()));
    return KafkaSink.start(properties.folder(), kafka.topic(), settings, registry);
  }
}
