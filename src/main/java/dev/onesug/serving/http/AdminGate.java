package dev.onesug.serving.http;

import dev.onesug.serving.doors.AdminTokens;
import dev.onesug.serving.doors.ClientRate;
import dev.onesug.serving.http.Problem.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The gate of the management port. No web page gets through, whatever name its author gave this
 * machine; what changes something, or reads what is known of a user, needs a token.
 */
public final class AdminGate extends OncePerRequestFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final String BEARER = "Bearer ";
  private static final String HOW_TO_SET =
      "No admin token is configured, so this is refused to everybody. Start the service with"
          + " ONESUG_ADMIN_TOKEN (onesug.admin.token), at least "
          + AdminTokens.MIN_LENGTH
          + " characters, such as `openssl rand -hex 32` prints.";

  private final AdminTokens tokens;
  private final Set<String> hosts;
  private final ClientRate failures;
  private final MeterRegistry registry;

  /**
   * Makes the gate.
   *
   * @param hosts names of this machine that requests may use, beside its addresses and names
   *     without a dot
   * @param failures how many wrong tokens a client may try
   */
  public AdminGate(
      AdminTokens tokens, Set<String> hosts, ClientRate failures, MeterRegistry registry) {
    this.tokens = tokens;
    this.hosts = hosts;
    this.failures = failures;
    this.registry = registry;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isOfAPage(request, response) || isWithoutRight(request, response)) {
      return;
    }
    chain.doFilter(request, response);
  }

  /** Whether a web page sent it: from another origin, or under a name that its author made up. */
  private boolean isOfAPage(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String host = request.getServerName();
    // Only what is no browser leaves it out, in HTTP/1.0.
    boolean named = request.getHeader(HttpHeaders.HOST) != null;
    if (named && !isOurs(host.toLowerCase(Locale.ROOT))) {
      String rule = "an IP address, a name without a dot, or one of onesug.admin.hosts";
      refuse(response, "host", Problem.field(Kind.FORBIDDEN, HttpHeaders.HOST, host, rule));
      return true;
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && !origin.equals("http://" + request.getHeader(HttpHeaders.HOST))) {
      String rule = "no other origin than this port's own";
      refuse(response, "origin", Problem.field(Kind.FORBIDDEN, HttpHeaders.ORIGIN, origin, rule));
      return true;
    }
    return false;
  }

  /** Nobody else can let a name point here that has no dot, and an address needs no name. */
  private boolean isOurs(String host) {
    return host.indexOf('.') < 0
        || host.matches("[0-9.]+|\\[[0-9a-fA-F:.]+]")
        || hosts.contains(host);
  }

  private boolean isWithoutRight(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (READING.contains(request.getMethod()) && !isOfAUser(request)) {
      return false;
    }
    if (tokens.isEmpty()) {
      refuse(response, "no-token-configured", Problem.plain(Kind.FORBIDDEN, HOW_TO_SET));
      return true;
    }
    String client = request.getRemoteAddr();
    if (!failures.has(client)) {
      count("too-many");
      ProblemAnswer.writeTooMany(
          response, Duration.ofSeconds(1), "Too many wrong tokens came from this address.");
      return true;
    }
    String fault = fault(request.getHeader(HttpHeaders.AUTHORIZATION));
    if (fault != null) {
      failures.take(client);
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"onesug\"");
      refuse(response, "token", Problem.plain(Kind.UNAUTHORIZED, fault));
    }
    return fault != null;
  }

  /** What is known of a user is nobody else's to read. */
  private static boolean isOfAUser(HttpServletRequest request) {
    return (request.getServletPath() + "/").contains("/users/");
  }

  private @Nullable String fault(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return "This needs the header `Authorization: Bearer <token>`.";
    }
    return tokens.accept(authorization.substring(BEARER.length()).strip())
        ? null
        : "The token is none of onesug.admin.token.";
  }

  private void refuse(HttpServletResponse response, String reason, Problem problem)
      throws IOException {
    count(reason);
    ProblemAnswer.write(response, problem);
  }

  private void count(String reason) {
    registry.counter("onesug.admin.refused", "reason", reason).increment();
  }
}
