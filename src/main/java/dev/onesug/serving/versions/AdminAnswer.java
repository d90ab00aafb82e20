package dev.onesug.serving.versions;

import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** The answer to an operator's change: what is now, or why nothing was changed. */
final class AdminAnswer {
  private AdminAnswer() {}

  static WebEndpointResponse<Object> of(Supplier<Object> change) {
    try {
      return new WebEndpointResponse<>(change.get(), 200);
    } catch (IllegalArgumentException e) {
      String detail = String.valueOf(e.getMessage());
      return new WebEndpointResponse<>(
          Map.of("title", "Nothing was changed", "status", 400, "detail", detail), 400);
    }
  }
}
