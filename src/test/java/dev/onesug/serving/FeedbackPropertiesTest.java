package dev.onesug.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.serving.feedback.FeedbackSettings;
import dev.onesug.serving.feedback.Fsync;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class FeedbackPropertiesTest {

  @Test
  void bind_nothing_defaults() {
    FeedbackProperties properties = bind(Map.of());
    FeedbackSettings settings = properties.settings();

    assertThat(properties.enabled()).isTrue();
    assertThat(settings.folder()).isEqualTo(Path.of("feedback"));
    assertThat(settings.fsync()).isEqualTo(Fsync.INTERVAL);
    assertThat(settings.fsyncInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.queueBytes()).isEqualTo(8L << 20);
    assertThat(settings.segments().maxBytes()).isEqualTo(64L << 20);
    assertThat(settings.segments().maxAge()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.segments().totalBytes()).isEqualTo(20L << 30);
    assertThat(settings.segments().retention()).isEqualTo(Duration.ofDays(90));
    assertThat(properties.trendingSettings().halfLife()).isEqualTo(Duration.ofHours(1));
    assertThat(properties.trendingSettings().minSearchers()).isEqualTo(5);
    assertThat(properties.kafka().bootstrapServers()).isNull();
    assertThat(properties.kafka().topic()).isEqualTo("onesug-feedback");
    assertThat(properties.kafka().properties()).isEmpty();
  }

  @Test
  void bind_explicitValues_areTaken() {
    FeedbackProperties properties =
        bind(
            Map.of(
                "enabled", "false",
                "folder", "/srv/feedback",
                "fsync", "always",
                "queue", "1MB",
                "segment-size", "2MB",
                "segment-age", "5m",
                "max-size", "3MB",
                "retention", "7d",
                "trending.min-searchers", "9",
                "kafka.properties[security.protocol]", "SSL"));
    FeedbackSettings settings = properties.settings();

    assertThat(properties.enabled()).isFalse();
    assertThat(settings.folder()).isEqualTo(Path.of("/srv/feedback"));
    assertThat(settings.fsync()).isEqualTo(Fsync.ALWAYS);
    assertThat(settings.queueBytes()).isEqualTo(1L << 20);
    assertThat(settings.segments())
        .isEqualTo(
            new FeedbackSettings.Segments(
                2L << 20, Duration.ofMinutes(5), 3L << 20, Duration.ofDays(7)));
    assertThat(properties.trendingSettings().minSearchers()).isEqualTo(9);
    assertThat(properties.kafka().properties()).containsEntry("security.protocol", "SSL");
  }

  @Test
  void bind_invalidValues_areRefused() {
    assertThatThrownBy(() -> bind(Map.of("fsync", "sometimes"))).isInstanceOf(BindException.class);
    assertThatThrownBy(() -> bind(Map.of("max-size", "much"))).isInstanceOf(BindException.class);
    assertRefused("queue", "1KB", "queue: 1024 (expected: 262144..1073741824 bytes)");
    assertRefused("fsync-interval", "0s", "fsync-interval: 0 (expected: at least 1)");
    assertRefused("segment-size", "0B", "segment-size: 0 (expected: at least 1)");
    assertRefused("segment-age", "0s", "segment-age: 0 (expected: at least 1)");
    assertRefused(
        "max-size", "1MB", "max-size: 1048576 (expected: at least segment-size, 67108864)");
    assertRefused("retention", "59m", "retention: PT59M (expected: at least segment-age, PT1H)");
  }

  private static void assertRefused(String key, String value, String message) {
    assertThatThrownBy(() -> bind(Map.of(key, value)).settings())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static FeedbackProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("", FeedbackProperties.class);
  }
}
