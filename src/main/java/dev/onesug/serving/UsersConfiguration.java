package dev.onesug.serving;

import dev.onesug.serving.context.InMemoryUserContextStore;
import dev.onesug.serving.context.RedisUserContextStore;
import dev.onesug.serving.context.UserContextStore;
import dev.onesug.serving.context.UserStoreHealth;
import dev.onesug.serving.context.UsersEndpoint;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.resource.Delay;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Puts the store of users together: in memory, or in Redis. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UsersProperties.class)
class UsersConfiguration {

  @Bean
  UsersEndpoint usersEndpoint(UserContextStore users) {
    return new UsersEndpoint(users);
  }

  /** Each process on its own; also for a store that there is not, so that its name is refused. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnExpression("!'redis'.equalsIgnoreCase('${onesug.users.store:memory}')")
  static class InMemory {

    @Bean
    InMemoryUserContextStore userContexts(UsersProperties properties) {
      return new InMemoryUserContextStore(properties.max(), properties.expiry());
    }

    @Bean
    UserStoreHealth usersHealthIndicator(InMemoryUserContextStore users) {
      return new UserStoreHealth(() -> Map.of("store", "memory", "users", users.size()));
    }
  }

  /** Redis, with Spring's keys for it, which the application leaves out otherwise. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "onesug.users.store", havingValue = "redis")
  @Import(DataRedisAutoConfiguration.class)
  static class Redis {
    private static final int MOST_COMMANDS_UNDER_WAY = 1000;
    private static final Duration LONGEST_RECONNECT_DELAY = Duration.ofSeconds(1);

    @Bean
    RedisUserContextStore userContexts(
        LettuceConnectionFactory redis, UsersProperties properties, MeterRegistry registry) {
      return new RedisUserContextStore(() -> connect(redis), properties.redisSettings(), registry);
    }

    @Bean
    UserStoreHealth usersHealthIndicator(RedisUserContextStore users) {
      return new UserStoreHealth(() -> Map.of("store", "redis", "reachable", users.isReachable()));
    }

    /** What cannot be sent now fails now, instead of waiting for a connection. */
    @Bean
    LettuceClientOptionsBuilderCustomizer failFast() {
      return options ->
          options
              .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
              .requestQueueSize(MOST_COMMANDS_UNDER_WAY);
    }

    /** Soon back, but not all replicas at the same moment. */
    @Bean
    ClientResourcesBuilderCustomizer reconnectSoon() {
      return resources ->
          resources.reconnectDelay(
              Delay.fullJitter(
                  Duration.ofMillis(10), LONGEST_RECONNECT_DELAY, 10, TimeUnit.MILLISECONDS));
    }

    /** Of one server, a sentinel's master or a cluster alike; all threads share one connection. */
    @SuppressWarnings("unchecked")
    private static RedisClusterAsyncCommands<byte[], byte[]> connect(
        LettuceConnectionFactory redis) {
      redis.resetConnection();
      return (RedisClusterAsyncCommands<byte[], byte[]>)
          redis.getConnection().getNativeConnection();
    }
  }
}
