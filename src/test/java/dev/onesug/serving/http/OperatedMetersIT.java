package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.serving.operations.MeterNames;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What dashboard, alerts and autoscaler ask for is what the service has. */
@StartsService
class OperatedMetersIT {
  /** Only with a GPU, a shadow version, Redis that fails, or after a collection of garbage. */
  private static final Set<String> NOT_HERE =
      Set.of(
          "onesug_memory_gpu_used_bytes",
          "onesug_memory_gpu_total_bytes",
          "onesug_shadow_overlap_count",
          "onesug_shadow_overlap_sum",
          "onesug_shadow_time_seconds_count",
          "onesug_shadow_time_seconds_max",
          "onesug_shadow_time_seconds_sum",
          "onesug_users_failures_total",
          "jvm_gc_pause_seconds_sum",
          "jvm_gc_pause_seconds_max");

  @LocalServerPort int port;
  @LocalManagementPort int managementPort;

  @BeforeEach
  void traffic() {
    new RawHttp(port).get("/suggest?prefix=operated");
    new RawHttp(port).get("/suggest?prefix=operated");
  }

  @Test
  void used_everyMeter_isOnThePage() {
    Set<String> missing = MeterNames.used();
    missing.removeAll(page());
    missing.removeAll(NOT_HERE);

    assertThat(missing).isEmpty();
  }

  /** An older Prometheus would refuse all of them for it. */
  @Test
  void openMetrics_requestsWereMany_hasNoExemplars() {
    for (int i = 0; i < 50; i++) {
      new RawHttp(port).get("/suggest?prefix=operated" + i);
    }

    assertThat(
            new RawHttp(managementPort)
                .get(
                    "/actuator/prometheus",
                    "Accept: application/openmetrics-text; version=1.0.0; charset=utf-8")
                .body())
        .endsWith("# EOF\n")
        .doesNotContain(" # {");
  }

  private Set<String> page() {
    return new RawHttp(managementPort)
        .get("/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]", 2)[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
