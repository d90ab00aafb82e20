package dev.onesug.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import dev.onesug.serving.context.RedisUserContextStore;
import dev.onesug.serving.context.StallingProxy;
import dev.onesug.serving.context.TestRedis;
import dev.onesug.serving.context.UserStoreException;
import dev.onesug.serving.context.UserStoreHealth;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/**
 * A Redis that is not there, dies, comes back, or goes silent: users are anonymous meanwhile, and
 * nobody hears of it but the operator.
 */
abstract class RedisOutageContract {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final TestRedis redis;

  RedisOutageContract(TestRedis redis) {
    this.redis = redis;
  }

  @AfterEach
  void killServer() {
    redis.close();
  }

  @Test
  void start_redisNotThere_worksOnceItIs() {
    redis.start();
    int port = redis.port();
    redis.kill();
    service(
        port,
        context -> {
          RedisUserContextStore users = context.getBean(RedisUserContextStore.class);
          assertThat(users.find("ann")).isEqualTo(UserContext.ANONYMOUS);
          users.searched("ann", "lamp", Instant.now());
          users.remember("ann", History.NONE, Profile.UNKNOWN);
          assertThatThrownBy(() -> users.erase("ann")).isInstanceOf(UserStoreException.class);
          assertUpWith(context, false);
          for (String operation : List.of("find", "searched", "remember", "erase")) {
            assertThat(failures(context, operation)).isEqualTo(1);
          }

          redis.start();
          awaitPersonal(users);
          assertUpWith(context, true);
        });
  }

  @Test
  void find_redisDiesAndComesBack_anonymousMeanwhile() {
    redis.start();
    service(
        redis.port(),
        context -> {
          RedisUserContextStore users = context.getBean(RedisUserContextStore.class);
          awaitPersonal(users);
          // Those of the time before the first connection.
          double findsBefore = failures(context, "find");
          double searchesBefore = failures(context, "searched");
          redis.kill();
          for (int i = 0; i < 50; i++) {
            assertThat(users.find("ann")).isEqualTo(UserContext.ANONYMOUS);
            users.searched("ann", "lamp", Instant.now());
          }
          assertThat(failures(context, "find") - findsBefore).isEqualTo(50);
          await().atMost(LONG).until(() -> failures(context, "searched") - searchesBefore == 50);
          assertThat(failures(context, "find", "paused")).isPositive();

          redis.start();
          awaitPersonal(users);
        });
  }

  @Test
  void find_redisGoesSilent_isSoonNotAskedAndReplaced() throws Exception {
    redis.start();
    try (StallingProxy proxy = new StallingProxy(redis.port())) {
      service(
          proxy.port(),
          context -> {
            RedisUserContextStore users = context.getBean(RedisUserContextStore.class);
            awaitPersonal(users);
            double timeoutsBefore = failures(context, "find", "timeout");
            proxy.goSilent();
            // Not at once: where the connection came late, Redis may still be paused for that.
            await()
                .atMost(LONG)
                .untilAsserted(
                    () -> {
                      assertAnonymous(users, 1);
                      assertThat(failures(context, "find", "timeout"))
                          .isGreaterThan(timeoutsBefore);
                    });
            double pausedBefore = failures(context, "find", "paused");
            // Each of the first few waits for the time-out, until it is known that all would.
            await()
                .atMost(LONG)
                .untilAsserted(
                    () -> {
                      assertAnonymous(users, 1);
                      assertThat(failures(context, "find", "paused")).isGreaterThan(pausedBefore);
                    });
            assertAnonymous(users, 50);
            assertUpWith(context, false);

            // The old connection never says a word again.
            proxy.speakToNewcomers();
            awaitPersonal(users);
          });
    }
  }

  @Test
  void start_serverAcceptsAndNeverAnswers_startsAllTheSame() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      service(
          silent.getLocalPort(),
          context -> {
            RedisUserContextStore users = context.getBean(RedisUserContextStore.class);
            assertThat(users.find("ann")).isEqualTo(UserContext.ANONYMOUS);
            assertUpWith(context, false);
          });
    }
  }

  private static void service(int port, Consumer<ApplicationContext> work) {
    new ApplicationContextRunner()
        .withUserConfiguration(UsersConfiguration.class)
        .withBean(SimpleMeterRegistry.class)
        .withPropertyValues(
            "onesug.users.store=redis",
            "onesug.users.timeout=300ms",
            "onesug.users.pause=200ms",
            "spring.data.redis.host=127.0.0.1",
            "spring.data.redis.port=" + port,
            "spring.data.redis.timeout=2s")
        .run(work::accept);
  }

  /** The time-out is 300 ms; fifty calls that waited for it would take 15 s. */
  private static void assertAnonymous(RedisUserContextStore users, int calls) {
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      assertThat(users.find("ann")).isEqualTo(UserContext.ANONYMOUS);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
  }

  private static void awaitPersonal(RedisUserContextStore users) {
    await()
        .atMost(LONG)
        .until(
            () -> {
              users.searched("ann", "lamp", Instant.now());
              return users.find("ann").history().queries().equals(List.of("lamp"));
            });
  }

  private static void assertUpWith(ApplicationContext context, boolean reachable) {
    UserStoreHealth indicator = context.getBean(UserStoreHealth.class);
    // A few answers after the first one it is believed again.
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              var health = indicator.health(true);
              assertThat(health.getStatus()).isEqualTo(Status.UP);
              assertThat(health.getDetails())
                  .isEqualTo(Map.of("store", "redis", "reachable", reachable));
            });
  }

  private static double failures(ApplicationContext context, String operation) {
    return context
        .getBean(SimpleMeterRegistry.class)
        .get("onesug.users.failures")
        .tag("operation", operation)
        .counters()
        .stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private static double failures(ApplicationContext context, String operation, String cause) {
    return context
        .getBean(SimpleMeterRegistry.class)
        .get("onesug.users.failures")
        .tag("operation", operation)
        .tag("cause", cause)
        .counter()
        .count();
  }
}
