package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class CrowdTest {
  private final Counter refused = new SimpleMeterRegistry().counter("refused");
  private final Crowd crowd = new Crowd(2, refused);

  @Test
  void filter_moreThanMayBeInside_isRefusedUntilOneLeaves() throws Exception {
    MockHttpServletResponse third = new MockHttpServletResponse();
    MockHttpServletResponse later = new MockHttpServletResponse();

    // Each asks while those before are still inside.
    ask(
        new MockHttpServletResponse(),
        (request, response) ->
            ask(new MockHttpServletResponse(), (two, twos) -> ask(third, NOBODY)));
    ask(later, NOBODY);

    assertThat(third.getStatus()).isEqualTo(429);
    assertThat(third.getHeader("Retry-After")).isEqualTo("1");
    assertThat(third.getContentAsString())
        .isEqualTo(
            "{\"type\":\"urn:onesug:problem:too-many-requests\",\"title\":\"Too many requests\","
                + "\"status\":429,\"detail\":\"The service answers as many keystrokes as it can.\"}");
    assertThat(later.getStatus()).isEqualTo(200);
    assertThat(refused.count()).isEqualTo(1);
  }

  @Test
  void filter_whatIsInsideFails_leavesItsPlace() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(
              () ->
                  ask(
                      new MockHttpServletResponse(),
                      (request, response) -> {
                        throw new ServletException("wanted by the test");
                      }))
          .isInstanceOf(ServletException.class);
    }
    assertThat(refused.count()).isZero();
  }

  private static final FilterChain NOBODY = (request, response) -> {};

  private void ask(MockHttpServletResponse response, FilterChain inside)
      throws ServletException, IOException {
    crowd.doFilter(new MockHttpServletRequest("GET", "/suggest"), response, inside);
  }
}
