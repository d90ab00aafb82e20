package dev.onesug.serving.threads;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Threads that work in the background, and how they end. */
public final class DaemonThreads implements ThreadFactory {
  private final String name;

  private DaemonThreads(String name) {
    this.name = name;
  }

  /**
   * Makes threads of one name.
   *
   * @param name as a thread dump shows it
   */
  public static DaemonThreads named(String name) {
    return new DaemonThreads(name);
  }

  @Override
  public Thread newThread(Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Takes no more work and waits for what is under way, but stops waiting when interrupted.
   *
   * @return whether all of it has ended
   */
  public static boolean end(ExecutorService threads, Duration most) {
    threads.shutdown();
    return ended(threads, most);
  }

  /**
   * Takes no more work, leaves out what waits, interrupts what is under way and waits for it, but
   * stops waiting when interrupted.
   *
   * @return whether all of it has ended
   */
  public static boolean stop(ExecutorService threads, Duration most) {
    threads.shutdownNow();
    return ended(threads, most);
  }

  private static boolean ended(ExecutorService threads, Duration most) {
    try {
      return threads.awaitTermination(most.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
