package dev.onesug.serving;

import dev.onesug.serving.context.RedisProcess;
import org.junit.jupiter.api.Tag;

/** Outages of the redis-server that is installed. */
@Tag("redis")
class RealRedisOutageTest extends RedisOutageContract {
  RealRedisOutageTest() {
    super(new RedisProcess());
  }
}
