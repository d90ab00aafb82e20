package dev.onesug.serving.versions;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** The answer to an operator's change: what is now, or why nothing was changed. */
final class AdminAnswer {
  private AdminAnswer() {}

  static WebEndpointResponse<Object> of(Supplier<Object> change) {
    try {
      return new WebEndpointResponse<>(change.get(), 200);
    } catch (IllegalArgumentException e) {
      return nothingChanged(400, e);
    } catch (CancellationException e) {
      return nothingChanged(503, e);
    }
  }

  private static WebEndpointResponse<Object> nothingChanged(int status, RuntimeException reason) {
    String detail = String.valueOf(reason.getMessage());
    return new WebEndpointResponse<>(
        Map.of("title", "Nothing was changed", "status", status, "detail", detail), status);
  }
}
