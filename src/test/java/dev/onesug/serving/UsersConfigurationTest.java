package dev.onesug.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.serving.context.InMemoryUserContextStore;
import dev.onesug.serving.context.RedisUserContextStore;
import dev.onesug.serving.context.UserContextStore;
import dev.onesug.serving.context.UserStoreHealth;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.RedisConnectionFactory;

class UsersConfigurationTest {
  private final ApplicationContextRunner service =
      new ApplicationContextRunner()
          .withUserConfiguration(UsersConfiguration.class)
          .withBean(SimpleMeterRegistry.class);

  @Test
  void start_nothingSaid_inMemoryAndNoRedis() {
    service.run(
        context -> {
          assertThat(context).hasSingleBean(InMemoryUserContextStore.class);
          assertThat(context).doesNotHaveBean(RedisConnectionFactory.class);
          assertThat(context.getBean(UserStoreHealth.class).health(true).getDetails())
              .isEqualTo(Map.of("store", "memory", "users", 0L));
          assertThat(context.getBean(UsersProperties.class))
              .isEqualTo(
                  new UsersProperties(
                      UsersProperties.Store.MEMORY,
                      50_000,
                      Duration.ofHours(12),
                      Duration.ofMillis(10),
                      Duration.ofSeconds(1),
                      "onesug:user:"));
        });
  }

  @Test
  void start_explicitValues_areTaken() {
    service
        .withPropertyValues(
            "onesug.users.store=Redis",
            "onesug.users.max=9",
            "onesug.users.expiry=30d",
            "onesug.users.timeout=5ms",
            "onesug.users.pause=2s",
            "onesug.users.key-prefix=shop:",
            // Nothing listens there, and nobody needs it to start.
            "spring.data.redis.port=1")
        .run(
            context -> {
              assertThat(context.getBean(UserContextStore.class))
                  .isInstanceOf(RedisUserContextStore.class);
              assertThat(context.getBean(UsersProperties.class))
                  .isEqualTo(
                      new UsersProperties(
                          UsersProperties.Store.REDIS,
                          9,
                          Duration.ofDays(30),
                          Duration.ofMillis(5),
                          Duration.ofSeconds(2),
                          "shop:"));
            });
  }

  @Test
  void start_invalidValues_areRefused() {
    assertRefused("onesug.users.store=disk", "disk");
    assertRefused("onesug.users.expiry=soon", "soon");
    assertRefused("onesug.users.expiry=0s", "onesug.users.expiry: PT0S (expected: above zero)");
    for (String key : new String[] {"timeout", "pause", "expiry"}) {
      assertRefused(
          "onesug.users." + key + "=-1ms",
          "onesug.users." + key + ": PT-0.001S (expected: above zero)",
          "onesug.users.store=redis");
    }
  }

  private void assertRefused(String property, String message, String... others) {
    service
        .withPropertyValues(others)
        .withPropertyValues(property)
        .run(context -> assertThat(context.getStartupFailure()).hasStackTraceContaining(message));
  }
}
