package dev.onesug.serving.http;

import dev.onesug.serving.doors.Callers;
import dev.onesug.serving.doors.OtherUserException;
import dev.onesug.serving.http.Problem.Kind;
import dev.onesug.serving.suggest.WordlessFault;
import dev.onesug.serving.versions.NotReadyException;
import dev.onesug.serving.versions.UnknownVersionException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Every way in which a request can fail, as a problem document. */
@RestControllerAdvice
public final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  /** The problem of any failure, whoever meets it; one of ours is told to the log. */
  static Problem problem(Throwable e) {
    if (e instanceof InvalidInputException invalid) {
      return Problem.field(Kind.INVALID_INPUT, invalid.field(), invalid.value(), invalid.rule());
    }
    if (e instanceof UnknownVersionException unknown) {
      return problem(unknown);
    }
    if (e instanceof NotReadyException) {
      return Problem.ofStatus(503);
    }
    // A body that breaks off, or whose chunks are malformed.
    if (e instanceof IOException) {
      return Problem.plain(Kind.BAD_REQUEST, "The request could not be read to its end.");
    }
    if (e instanceof ErrorResponse response) {
      return Problem.ofStatus(response.getStatusCode().value());
    }
    LOG.error("A request failed", WordlessFault.of(e));
    LOG.debug("In its own words", e);
    return Problem.ofStatus(500);
  }

  private static Problem problem(UnknownVersionException e) {
    String rule = "one of " + String.join(", ", e.loaded());
    return Problem.field(Kind.UNKNOWN_VERSION, AnswerHeaders.MODEL_VERSION, e.version(), rule)
        .withLoaded(e.loaded());
  }

  @ExceptionHandler
  ResponseEntity<Problem> notReady(NotReadyException e) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, "1");
    return answer(headers, problem(e));
  }

  @ExceptionHandler
  ResponseEntity<Problem> tooLarge(BoundedBody.TooLargeException e) {
    String rule = "at most " + BoundedBody.MAX_BYTES + " bytes";
    return answer(Problem.field(Kind.TOO_LARGE, "body", e.size(), rule));
  }

  @ExceptionHandler
  ResponseEntity<Problem> tooSlow(BoundedBody.TooSlowException e) {
    String detail = "The body was not here after %d s.".formatted(BoundedBody.MAX_TIME.toSeconds());
    return answer(Problem.plain(Kind.REQUEST_TIMEOUT, detail));
  }

  @ExceptionHandler
  ResponseEntity<Problem> otherUser(OtherUserException e) {
    String rule = "the user of " + Callers.TOKEN + ", or nothing";
    return answer(Problem.field(Kind.INVALID_INPUT, e.field(), e.userId(), rule));
  }

  @ExceptionHandler
  ResponseEntity<Problem> method(HttpRequestMethodNotSupportedException e) {
    String allowed = String.valueOf(e.getHeaders().getFirst(HttpHeaders.ALLOW));
    return answer(
        e.getHeaders(),
        Problem.field(Kind.METHOD_NOT_ALLOWED, "method", e.getMethod(), "one of " + allowed));
  }

  @ExceptionHandler
  ResponseEntity<Problem> mediaType(
      HttpMediaTypeNotSupportedException e, HttpServletRequest request) {
    String given = request.getContentType();
    return answer(
        Problem.field(
            Kind.UNSUPPORTED_MEDIA_TYPE,
            HttpHeaders.CONTENT_TYPE,
            given == null ? "" : given,
            "application/json"));
  }

  @ExceptionHandler
  ResponseEntity<Problem> other(Exception e) {
    HttpHeaders headers =
        e instanceof ErrorResponse response ? response.getHeaders() : HttpHeaders.EMPTY;
    return answer(headers, problem(e));
  }

  private static ResponseEntity<Problem> answer(Problem problem) {
    return answer(HttpHeaders.EMPTY, problem);
  }

  private static ResponseEntity<Problem> answer(HttpHeaders headers, Problem problem) {
    return ResponseEntity.status(problem.status())
        .headers(headers)
        .cacheControl(CacheControl.noStore())
        .contentType(Problem.MEDIA_TYPE)
        .body(problem);
  }
}
