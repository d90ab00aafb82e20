package dev.onesug.serving.context;

import com.github.fppt.jedismock.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A Redis in this process, without Redis: jedis-mock. */
public final class MockRedis implements TestRedis {
  private RedisServer server = RedisServer.newRedisServer();
  private int port;

  @Override
  public void start() {
    try {
      server = RedisServer.newRedisServer(port);
      port = server.start().getBindPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void kill() {
    if (server == null || !server.isRunning()) {
      return;
    }
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int port() {
    return port;
  }
}
