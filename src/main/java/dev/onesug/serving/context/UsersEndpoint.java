package dev.onesug.serving.context;

import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * {@code DELETE /actuator/users?userId=}: forgets a user. The id is a parameter, because it may
 * hold anything, also what a path cannot.
 */
@Endpoint(id = "users")
public final class UsersEndpoint {
  private static final String FEEDBACK =
      "events of the user stay in the feedback segments until these are deleted by their retention";

  private final UserContextStore users;

  public UsersEndpoint(UserContextStore users) {
    this.users = users;
  }

  /** Says what was erased and what was not; 503 where the store could not be reached. */
  @DeleteOperation
  public WebEndpointResponse<Map<String, Object>> erase(String userId) {
    if (userId.isEmpty()) {
      return new WebEndpointResponse<>(
          Map.of("detail", "userId:  (expected: 1 character or more)"),
          WebEndpointResponse.STATUS_BAD_REQUEST);
    }
    try {
      users.erase(userId);
    } catch (UserStoreException e) {
      return new WebEndpointResponse<>(
          Map.of("detail", String.valueOf(e.getMessage())),
          WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
    }
    return new WebEndpointResponse<>(
        Map.of("userId", userId, "erased", "history and profile", "kept", FEEDBACK));
  }
}
