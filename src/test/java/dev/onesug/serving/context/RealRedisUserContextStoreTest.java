package dev.onesug.serving.context;

import org.junit.jupiter.api.Tag;

/** The contract on the redis-server that is installed: {@code ./mvnw -Predis surefire:test}. */
@Tag("redis")
class RealRedisUserContextStoreTest extends RedisUserContextStoreContract {
  RealRedisUserContextStoreTest() {
    super(new RedisProcess());
  }
}
