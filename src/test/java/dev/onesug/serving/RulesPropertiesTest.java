package dev.onesug.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RulesPropertiesTest {
  @Test
  void bind_nothing_defaults() {
    RulesProperties properties = bind(Map.of());

    assertThat(properties.file()).isEqualTo(Path.of("config/rules.yaml"));
    assertThat(properties.poll()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void bind_explicitValues_areTaken() {
    RulesProperties properties =
        bind(Map.of("onesug.rules.file", "/etc/shop/rules.json", "onesug.rules.poll", "2s"));

    assertThat(properties.file()).isEqualTo(Path.of("/etc/shop/rules.json"));
    assertThat(properties.poll()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void bind_invalidValues_areRefused() {
    for (String poll : new String[] {"99ms", "61s", "0s"}) {
      assertThatThrownBy(() -> bind(Map.of("onesug.rules.poll", poll)))
          .hasStackTraceContaining("(expected: PT0.1S to PT1M)");
    }
  }

  private static RulesProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("onesug.rules", RulesProperties.class);
  }
}
