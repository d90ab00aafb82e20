package dev.onesug.serving.context;

/** The contract on a Redis in this process. */
class RedisUserContextStoreTest extends RedisUserContextStoreContract {
  RedisUserContextStoreTest() {
    super(new MockRedis());
  }
}
