package dev.onesug.serving.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * A refusal as RFC 9457 says it.
 *
 * @param type a name of the kind of problem, stable for programs
 * @param title the kind of problem, for people
 * @param status the HTTP status
 * @param detail this problem, for people
 * @param field what was refused: a parameter, a JSON member, a header, {@code body} or {@code
 *     method}
 * @param value what the field was, shortened and escaped
 * @param rule what would have been accepted
 * @param loaded the model versions there are, where the request named another
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "detail", "field", "value", "rule", "loaded"})
record Problem(
    String type,
    String title,
    int status,
    String detail,
    @Nullable String field,
    @Nullable String value,
    @Nullable String rule,
    @Nullable List<String> loaded) {
  static final MediaType MEDIA_TYPE = MediaType.APPLICATION_PROBLEM_JSON;

  /** A refused field. */
  static Problem field(Kind kind, String field, String value, String rule) {
    String shown = Printable.of(value);
    String detail = field + ": " + shown + " (expected: " + rule + ")";
    return new Problem(kind.type(), kind.title, kind.status, detail, field, shown, rule, null);
  }

  /** A problem that no single field is to blame for. */
  static Problem plain(Kind kind, String detail) {
    return new Problem(kind.type(), kind.title, kind.status, detail, null, null, null, null);
  }

  /** A problem that the container or the framework found, of which only the status is told. */
  static Problem ofStatus(int status) {
    Kind kind = Kind.ofStatus(status);
    String type = kind.status == status ? kind.type() : "about:blank";
    return new Problem(type, kind.title, status, kind.detail(), null, null, null, null);
  }

  Problem withLoaded(List<String> versions) {
    return new Problem(type, title, status, detail, field, value, rule, List.copyOf(versions));
  }

  /** The kinds of problem that there are. */
  enum Kind {
    INVALID_INPUT(400, "Invalid input"),
    UNKNOWN_VERSION(400, "Unknown model version"),
    BAD_REQUEST(400, "Bad request"),
    UNAUTHORIZED(401, "Unauthorized"),
    FORBIDDEN(403, "Forbidden"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    REQUEST_TIMEOUT(408, "Request timeout"),
    TOO_LARGE(413, "Content too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    FEEDBACK_QUEUE_FULL(429, "Too many events"),
    INTERNAL_ERROR(500, "Internal error"),
    NOT_READY(503, "Not ready"),
    FEEDBACK_NOT_STORED(503, "Events not stored");

    /** Those that no container finds. */
    private static final Set<Kind> OURS =
        EnumSet.of(INVALID_INPUT, UNKNOWN_VERSION, FEEDBACK_QUEUE_FULL, FEEDBACK_NOT_STORED);

    private final int status;
    private final String title;

    Kind(int status, String title) {
      this.status = status;
      this.title = title;
    }

    /** The kind for a status that the container chose. */
    static Kind ofStatus(int status) {
      for (Kind kind : values()) {
        if (kind.status == status && !OURS.contains(kind)) {
          return kind;
        }
      }
      return status < 500 ? BAD_REQUEST : INTERNAL_ERROR;
    }

    private String detail() {
      return switch (this) {
        case NOT_FOUND -> "There is nothing at this address.";
        case METHOD_NOT_ALLOWED -> "This address does not take this method.";
        case INTERNAL_ERROR -> "The service failed; its log says how.";
        case NOT_READY -> "No model version is loaded and warm yet.";
        default -> "The request is not one that this service understands.";
      };
    }

    private String type() {
      return "urn:onesug:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
