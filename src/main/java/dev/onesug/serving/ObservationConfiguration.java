package dev.onesug.serving;

import dev.onesug.serving.http.RequestId;
import dev.onesug.serving.http.StageSpans;
import dev.onesug.serving.memory.GpuMemory;
import dev.onesug.serving.memory.ResidentMemory;
import dev.onesug.serving.versions.VersionMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What operators see beyond the meters of the keystrokes: names of requests, memory, traces. */
@Configuration(proxyBeanMethods = false)
class ObservationConfiguration {

  @Bean
  RequestId requestId() {
    return new RequestId();
  }

  @Bean
  VersionMeters versionMeters(MeterRegistry registry) {
    return new VersionMeters(registry, Clock.systemUTC());
  }

  @Bean
  ResidentMemory residentMemory() {
    return new ResidentMemory();
  }

  @Bean
  GpuMemory gpuMemory(ServingProperties properties) {
    return new GpuMemory(properties.device());
  }

  /** Only where traces are recorded, so that nobody else pays for them. */
  @Bean
  @ConditionalOnBooleanProperty("management.opentelemetry.enabled")
  StageSpans stageSpans(Tracer tracer) {
    return new StageSpans(tracer);
  }
}
