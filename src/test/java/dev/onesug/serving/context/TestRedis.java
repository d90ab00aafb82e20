package dev.onesug.serving.context;

/** A Redis on a free port of this machine, that a test starts, kills, and starts again. */
public interface TestRedis extends AutoCloseable {
  /** Starts it, empty, always on the same port. */
  void start();

  /** Kills it, with all its connections. */
  void kill();

  int port();

  @Override
  default void close() {
    kill();
  }
}
