package dev.onesug.training.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar for a person: redrawn in place on a terminal, a line every ten seconds in a file.
 * One piece of work each; safe to call from several threads.
 */
public final class ConsoleProgress implements Progress {
  private static final int BAR_WIDTH = 24;
  private static final long TERMINAL_INTERVAL_NANOS = Duration.ofMillis(200).toNanos();
  private static final long FILE_INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

  private final PrintStream out;
  private final String name;
  private final boolean terminal;
  private final long startNanos = System.nanoTime();
  private long shownNanos;
  private @Nullable String last;

  /**
   * @param out where to draw
   * @param name what is being done
   * @param terminal whether a carriage return goes back to the start of the line
   */
  public ConsoleProgress(PrintStream out, String name, boolean terminal) {
    this.out = out;
    this.name = name;
    this.terminal = terminal;
    this.shownNanos = startNanos - FILE_INTERVAL_NANOS;
  }

  @Override
  public synchronized void update(long done, long total, String detail) {
    long now = System.nanoTime();
    boolean finished = total > 0 && done >= total;
    if (now - shownNanos < (terminal ? TERMINAL_INTERVAL_NANOS : FILE_INTERVAL_NANOS)
        && !finished) {
      return;
    }
    String line = line(done, total, detail, Duration.ofNanos(now - startNanos));
    if (line.equals(last)) {
      return;
    }
    shownNanos = now;
    last = line;
    if (terminal) {
      out.print("\r\u001b[K" + line + (finished ? "\n" : ""));
    } else {
      out.println(line);
    }
    out.flush();
  }

  private String line(long done, long total, String detail, Duration elapsed) {
    String tail = detail.isEmpty() ? "" : "  " + detail;
    if (total <= 0) {
      return String.format(Locale.ROOT, "  %-10s %,d  %s%s", name, done, clock(elapsed), tail);
    }
    double share = Math.min(1, (double) done / total);
    int filled = (int) Math.round(share * BAR_WIDTH);
    String bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
    return String.format(
        Locale.ROOT, "  %-10s %s %3.0f %%  %s%s", name, bar, share * 100, clock(elapsed), tail);
  }

  /** Minutes and seconds, as a person reads them. */
  public static String clock(Duration duration) {
    return String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
  }
}
