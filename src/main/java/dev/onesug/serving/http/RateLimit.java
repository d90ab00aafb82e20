package dev.onesug.serving.http;

import dev.onesug.serving.doors.ClientRate;
import dev.onesug.serving.doors.Networks;
import io.micrometer.core.instrument.Counter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses clients that come too often, before anything is read. */
public final class RateLimit extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(RateLimit.class);
  private static final String DETAIL = "This client asks more often than onesug.rate-limit allows.";

  private final ClientRate rate;
  private final Networks exempt;
  private final Counter refused;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * Makes the filter of one address.
   *
   * @param exempt callers that are not limited, such as a backend that asks for everybody
   * @param refused counts what was refused
   */
  public RateLimit(ClientRate rate, Networks exempt, Counter refused) {
    this.rate = rate;
    this.exempt = exempt;
    this.refused = refused;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String address = request.getRemoteAddr();
    Duration wait = exempt.contain(address) ? Duration.ZERO : rate.take(address);
    if (wait.isZero()) {
      chain.doFilter(request, response);
      return;
    }
    refused.increment();
    warnOfUnknownProxy(request);
    ProblemAnswer.writeTooMany(response, wait, DETAIL);
  }

  private void warnOfUnknownProxy(HttpServletRequest request) {
    if (request.getHeader("X-Forwarded-For") != null && warned.compareAndSet(false, true)) {
      LOG.warn(
          "A proxy was refused for all its clients: onesug.trusted-proxies does not name it, so that"
              + " they count as one");
    }
  }
}
