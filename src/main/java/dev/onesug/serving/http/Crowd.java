package dev.onesug.serving.http;

import io.micrometer.core.instrument.Counter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses keystrokes while too many are being answered at once. The model has a limit of its own,
 * and popular completions answer above it; when even these pile up, the machine has no time left,
 * and the sooner a client hears so, the better for all.
 */
public final class Crowd extends OncePerRequestFilter {
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final String DETAIL = "The service answers as many keystrokes as it can.";

  private final int most;
  private final Counter refused;
  private final AtomicInteger inside = new AtomicInteger();

  /**
   * Makes the filter.
   *
   * @param most requests that may be answered at once, fewer than the container has threads
   * @param refused counts what was refused
   */
  public Crowd(int most, Counter refused) {
    if (most < 1) {
      throw new IllegalArgumentException("crowd: " + most + " (expected: at least 1)");
    }
    this.most = most;
    this.refused = refused;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      if (inside.incrementAndGet() <= most) {
        chain.doFilter(request, response);
      } else {
        refused.increment();
        ProblemAnswer.writeTooMany(response, WAIT, DETAIL);
      }
    } finally {
      inside.decrementAndGet();
    }
  }
}
