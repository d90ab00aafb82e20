package dev.onesug.training.evaluation.replay;

import dev.onesug.training.evaluation.Origin;
import dev.onesug.training.evaluation.replay.HttpConnection.Answer;
import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends keystrokes to a running service when they are due, whether or not it has answered the ones
 * before, and measures from that time on: what a stall of the service does to those who come
 * meanwhile is in the figures (the opposite is known as coordinated omission).
 */
public final class Replay {
  private static final int TIMEOUT_MILLIS = 10_000;

  /** For threads to start and connections to open before the first request is due. */
  private static final long LEAD_NANOS = 200_000_000;

  private static final long TICK_NANOS = 1_000_000_000;

  private final ReplaySettings settings;
  private final HttpRequests requests;
  private final List<Keystroke> keystrokes;
  private final Observation[] observations;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * @param counts how often each query is searched
   */
  public Replay(ReplaySettings settings, Map<String, ? extends Number> counts) {
    this.settings = settings;
    requests = new HttpRequests(settings);
    keystrokes = Schedule.of(settings, new QueryDraw(counts));
    observations = new Observation[keystrokes.size()];
  }

  /**
   * Sends everything once and reports; takes as long as the settings say.
   *
   * @throws IOException if there is no service at the URL, or it does not answer with suggestions
   */
  public ReplayReport run(Origin origin, Progress progress)
      throws IOException, InterruptedException {
    String version = ask();
    long start = System.nanoTime() + LEAD_NANOS;
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < settings.connections(); i++) {
      Thread sender = new Thread(() -> send(start), "replay-" + i);
      sender.setDaemon(true);
      sender.start();
      senders.add(sender);
    }
    waitFor(start + settings.warmUpNanos(), start, progress);
    ProcessCpu cpu = ProcessCpu.now();
    waitFor(start + settings.nanos(), start, progress);
    for (Thread sender : senders) {
      sender.join();
    }
    double ownCpu = cpu.coresSince();
    List<Observation> measured =
        Arrays.stream(observations)
            .filter(seen -> seen.dueNanos() >= settings.warmUpNanos())
            .toList();
    return ReplayReport.of(origin, settings, version, ownCpu, measured);
  }

  /** One request before all others: whether there is a service, and which version it has. */
  private String ask() throws IOException {
    Keystroke first = new Keystroke(0, "replay", 0, "a", false, List.of());
    try (HttpConnection connection = new HttpConnection(settings.url(), TIMEOUT_MILLIS)) {
      Answer answer = connection.send(requests.bytes(first));
      if (answer.status() != 200) {
        throw new IOException(
            "status %d: %s"
                .formatted(
                    answer.status(), new String(answer.body(), StandardCharsets.UTF_8).strip()));
      }
      Reply.of(answer);
      return answer.header("x-model-version");
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          "url: %s: %s (expected: a service that runs and is ready)"
              .formatted(settings.url(), e.getMessage()),
          e);
    }
  }

  private void waitFor(long until, long start, Progress progress) throws InterruptedException {
    long seconds = settings.nanos() / TICK_NANOS;
    for (long now = System.nanoTime(); now < until; now = System.nanoTime()) {
      Thread.sleep(Math.max(1, Math.min(TICK_NANOS, until - now) / 1_000_000));
      long passed = Math.max(0, (System.nanoTime() - start) / TICK_NANOS);
      String phase = passed < settings.warmUpSeconds() ? "warming up" : "measuring";
      progress.update(Math.min(passed, seconds), seconds, phase);
    }
  }

  /**
   * Takes the next request and sends it when it is due, until there is none. Nobody hands work out,
   * so nobody has to be woken for it.
   */
  private void send(long start) {
    try (HttpConnection connection = new HttpConnection(settings.url(), TIMEOUT_MILLIS)) {
      for (int i = next.getAndIncrement(); i < observations.length; i = next.getAndIncrement()) {
        observations[i] = observe(connection, keystrokes.get(i), start);
      }
    } catch (IOException e) {
      // Closing failed; nothing was lost by it.
    }
  }

  private Observation observe(HttpConnection connection, Keystroke keystroke, long start) {
    byte[] request = requests.bytes(keystroke);
    sleepUntil(start + keystroke.dueNanos());
    long sent = System.nanoTime() - start;
    try {
      Answer answer = connection.send(request);
      long done = System.nanoTime() - start;
      return new Observation(keystroke.dueNanos(), sent, done, Reply.of(answer), null);
    } catch (IOException | IllegalArgumentException e) {
      long done = System.nanoTime() - start;
      String failure = e.getClass().getSimpleName() + ": " + e.getMessage();
      return new Observation(keystroke.dueNanos(), sent, done, null, failure);
    }
  }

  private static void sleepUntil(long instant) {
    for (long rest = instant - System.nanoTime(); rest > 0; rest = instant - System.nanoTime()) {
      LockSupport.parkNanos(rest);
    }
  }
}
