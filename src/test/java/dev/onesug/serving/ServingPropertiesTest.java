package dev.onesug.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.onesug.model.seq2seq.ServingPrecision;
import dev.onesug.serving.versions.Deployment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ServingPropertiesTest {

  @Test
  void bind_nothing_defaults() {
    ServingProperties properties = bind(Map.of());

    assertThat(properties.models()).isEqualTo(Path.of("models"));
    assertThat(properties.maxVersions()).isEqualTo(8);
    assertThat(properties.deployment().defaultVersion()).isNull();
    assertThat(properties.device()).isEqualTo("cpu");
    assertThat(properties.precision()).isEqualTo(ServingPrecision.AUTO);
    assertThat(properties.beamWidth()).isEqualTo(32);
    assertThat(properties.explain()).isFalse();
    assertThat(properties.suggestSettings().deadline()).isEqualTo(Duration.ofMillis(50));
    assertThat(properties.suggestSettings().adaptive()).isTrue();
    assertThat(properties.suggestSettings().threads())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(properties.suggestSettings().batch()).isEqualTo(1);
    assertThat(properties.suggestSettings().batchWait()).isZero();
    assertThat(properties.suggestSettings().queue()).isEqualTo(64);
    assertThat(properties.suggestSettings().cacheEntries()).isEqualTo(5000);
    assertThat(properties.suggestSettings().cacheExpiry()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void bind_explicitValues_areTaken() {
    ServingProperties properties =
        bind(
            Map.of(
                "onesug.models", "/srv/models",
                "onesug.max-versions", "3",
                "onesug.deployment.default-version", "v7",
                "onesug.deadline", "70ms",
                "onesug.threads", "3",
                "onesug.precision", "int8",
                "onesug.cache.entries", "0",
                "onesug.cache.prepared", "7",
                "onesug.batch-wait", "1500us"));

    assertThat(properties.models()).isEqualTo(Path.of("/srv/models"));
    assertThat(properties.maxVersions()).isEqualTo(3);
    assertThat(properties.deployment().defaultVersion()).isEqualTo("v7");
    assertThat(properties.suggestSettings().deadline()).isEqualTo(Duration.ofMillis(70));
    assertThat(properties.suggestSettings().threads()).isEqualTo(3);
    assertThat(properties.precision()).isEqualTo(ServingPrecision.INT8);
    assertThat(properties.suggestSettings().cacheEntries()).isZero();
    assertThat(properties.suggestSettings().prepared()).isEqualTo(7);
    assertThat(properties.suggestSettings().batchWait()).isEqualTo(Duration.ofNanos(1_500_000));
  }

  @Test
  void bind_invalidValues_areRefused() {
    assertThatThrownBy(() -> bind(Map.of("onesug.deadline", "soon")))
        .isInstanceOf(BindException.class);
    assertThatThrownBy(() -> bind(Map.of("onesug.precision", "fp8")))
        .isInstanceOf(BindException.class);
    assertThatThrownBy(
            () -> bind(Map.of("onesug.precision", "int8", "onesug.batch", "8")).suggestSettings())
        .hasMessage(
            "onesug.batch: 8 (expected: 1 with onesug.precision int8, where an answer would depend"
                + " on what is computed beside it)");
    assertThatThrownBy(() -> bind(Map.of("onesug.threads", "0")).suggestSettings())
        .hasMessage("threads: 0 (expected: at least 1)");
    assertThatThrownBy(() -> bind(Map.of("onesug.device", "gpu")).suggestSettings())
        .hasMessage("device: gpu (expected: cpu, cuda:N or auto)");
    assertThatThrownBy(() -> bind(Map.of("onesug.queue", "-1")).suggestSettings())
        .hasMessage("queue: -1 (expected: at least 1)");
  }

  @Test
  void bind_deployment_isTakenInTheOrderInWhichItIsWritten() {
    Map<String, String> written = new LinkedHashMap<>();
    written.put("onesug.deployment.default-version", "stable");
    written.put("onesug.deployment.split.v7", "0.2");
    written.put("onesug.deployment.split[shop-2026.09]", "0.1");
    written.put("onesug.deployment.split.candidate", "0.7");
    written.put("onesug.deployment.shadow", "v9");
    written.put("onesug.deployment.aliases.stable", "v6");
    written.put("onesug.deployment.aliases[candidate]", "shop-2026.10");

    Deployment deployment = bind(written).deployment().toDeployment();

    assertThat(deployment.defaultVersion()).isEqualTo("stable");
    assertThat(deployment.split())
        .containsExactly(entry("v7", 0.2), entry("shop-2026.09", 0.1), entry("candidate", 0.7));
    assertThat(deployment.shadow()).isEqualTo("v9");
    assertThat(deployment.aliases())
        .containsExactly(entry("candidate", "shop-2026.10"), entry("stable", "v6"));
    assertThat(deployment.successors()).isEmpty();
  }

  @Test
  void bind_wrongShares_areRefused() {
    assertSplitRefused(Map.of("v7", "1.5"), "split.v7: 1.5 (expected: above 0, at most 1)");
    assertSplitRefused(Map.of("v7", "0"), "split.v7: 0.0 (expected: above 0, at most 1)");
    assertSplitRefused(
        Map.of("v7", "0.75", "v8", "0.5"), "split: 1.25 together (expected: at most 1)");
    assertThatThrownBy(() -> bind(Map.of("onesug.deployment.split.v7", "half")))
        .isInstanceOf(BindException.class);
  }

  private static void assertSplitRefused(Map<String, String> shares, String message) {
    Map<String, String> values = new HashMap<>();
    shares.forEach((version, share) -> values.put("onesug.deployment.split." + version, share));
    assertThatThrownBy(() -> bind(values).deployment().toDeployment()).hasMessage(message);
  }

  private static ServingProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("onesug", ServingProperties.class);
  }
}
