package dev.onesug.serving.http;

import dev.onesug.serving.doors.Caller;
import dev.onesug.serving.http.Problem.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Which web pages may use the service from the browser: a list of origins, never with cookies. */
public final class CrossOrigin {
  private static final String ANY = "*";
  private static final Duration KEEP_PREFLIGHT = Duration.ofHours(1);
  private static final List<String> EXPOSED =
      List.of(
          AnswerHeaders.MODEL_VERSION,
          "X-Experiment-Id",
          "X-Experiment-Variant",
          Caller.HEADER,
          "X-Request-Id",
          "Server-Timing",
          HttpHeaders.RETRY_AFTER);

  private CrossOrigin() {}

  /**
   * A filter that lets the pages of some origins in.
   *
   * @param origins such as {@code https://shop.example}, or {@code *} alone for all
   * @throws IllegalArgumentException if one is no origin
   */
  public static CorsFilter filter(List<String> origins) {
    CorsConfiguration allowed = new CorsConfiguration();
    allowed.setAllowedOrigins(origins.stream().map(o -> checked(o, origins.size())).toList());
    allowed.setAllowedMethods(List.of("GET", "HEAD", "POST"));
    allowed.setAllowedHeaders(List.of(ANY));
    allowed.setExposedHeaders(EXPOSED);
    allowed.setAllowCredentials(false);
    allowed.setMaxAge(KEEP_PREFLIGHT);
    UrlBasedCorsConfigurationSource everywhere = new UrlBasedCorsConfigurationSource();
    everywhere.registerCorsConfiguration("/**", allowed);
    CorsFilter filter = new CorsFilter(everywhere);
    filter.setCorsProcessor(new ProblemProcessor());
    return filter;
  }

  private static String checked(String origin, int origins) {
    boolean any = origin.equals(ANY) && origins == 1;
    if (!any && !origin.matches("https?://(\\[[0-9a-f:.]+]|[a-z0-9.-]+)(:[0-9]{1,5})?")) {
      throw new IllegalArgumentException(
          "onesug.cors.origins: "
              + origin
              + " (expected: scheme://host or scheme://host:port in lower case, or * alone)");
    }
    return origin;
  }

  /** Spring's rules, with a problem document in place of a line of text. */
  private static final class ProblemProcessor extends DefaultCorsProcessor {
    @Override
    protected void rejectRequest(ServerHttpResponse response) throws IOException {
      response.setStatusCode(HttpStatus.FORBIDDEN);
      response.getHeaders().setContentType(Problem.MEDIA_TYPE);
      String detail = "onesug.cors.origins does not let pages of this origin do this.";
      response.getBody().write(ProblemAnswer.bytes(Problem.plain(Kind.FORBIDDEN, detail)));
      response.flush();
    }
  }
}
