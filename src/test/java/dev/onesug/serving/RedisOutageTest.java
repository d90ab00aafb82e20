package dev.onesug.serving;

import dev.onesug.serving.context.MockRedis;

/** Outages of a Redis in this process. */
class RedisOutageTest extends RedisOutageContract {
  RedisOutageTest() {
    super(new MockRedis());
  }
}
