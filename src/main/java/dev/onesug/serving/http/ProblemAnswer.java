package dev.onesug.serving.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem document where no controller is reached. */
final class ProblemAnswer {
  private static final JsonMapper JSON = new JsonMapper();

  private ProblemAnswer() {}

  static void write(HttpServletResponse response, Problem problem) throws IOException {
    response.setStatus(problem.status());
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setContentType(Problem.MEDIA_TYPE.toString());
    response.getOutputStream().write(bytes(problem));
  }

  /** Refuses what comes too often, and says when to come back. */
  static void writeTooMany(HttpServletResponse response, Duration wait, String detail)
      throws IOException {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    write(response, Problem.plain(Problem.Kind.TOO_MANY_REQUESTS, detail));
  }

  static byte[] bytes(Problem problem) {
    return JSON.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8);
  }
}
