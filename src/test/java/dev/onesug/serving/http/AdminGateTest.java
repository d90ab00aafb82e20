package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.serving.doors.AdminTokens;
import dev.onesug.serving.doors.ClientRate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class AdminGateTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final String NEXT = "fedcba9876543210fedcba9876543210";
  private static final String UNAUTHORIZED =
      "{\"type\":\"urn:onesug:problem:unauthorized\",\"title\":\"Unauthorized\",\"status\":401,"
          + "\"detail\":\"%s\"}";

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AdminGate gate = gate(List.of(TOKEN, NEXT));

  @ParameterizedTest
  @ValueSource(strings = {"Bearer " + TOKEN, "Bearer " + NEXT, "bearer  " + TOKEN + " "})
  void write_withAToken_isLetThrough(String authorization) {
    MockHttpServletRequest request = request("POST", "/actuator/rules");
    request.addHeader("Authorization", authorization);

    assertThat(passes(request)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "get"})
  void write_withoutToken_exactDocument(String method) throws IOException {
    MockHttpServletResponse answer = refused(request(method, "/actuator/rules"));

    assertThat(answer.getStatus()).isEqualTo(401);
    assertThat(answer.getHeader("WWW-Authenticate")).isEqualTo("Bearer realm=\"onesug\"");
    assertThat(answer.getContentType()).isEqualTo("application/problem+json");
    assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.getContentAsString())
        .isEqualTo(
            UNAUTHORIZED.formatted("This needs the header `Authorization: Bearer <token>`."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Basic " + TOKEN, TOKEN, "Bearer" + TOKEN})
  void write_otherAuthorization_needsABearerToken(String authorization) {
    MockHttpServletRequest request = request("POST", "/actuator/rules");
    request.addHeader("Authorization", authorization);

    assertThat(refused(request).getStatus()).isEqualTo(401);
  }

  @Test
  void write_wrongTokens_refusedThenSlowedAndNeverShown() throws IOException {
    MockHttpServletResponse answer = refused(withWrongToken("192.0.2.7"));
    assertThat(answer.getContentAsString())
        .isEqualTo(UNAUTHORIZED.formatted("The token is none of onesug.admin.token."));
    for (int i = 0; i < 1000 && answer.getStatus() == 401; i++) {
      answer = refused(withWrongToken("192.0.2.7"));
    }

    assertThat(answer.getStatus()).isEqualTo(429);
    assertThat(answer.getHeader("Retry-After")).isEqualTo("1");
    assertThat(answer.getContentAsString())
        .isEqualTo(
            "{\"type\":\"urn:onesug:problem:too-many-requests\",\"title\":\"Too many requests\","
                + "\"status\":429,\"detail\":\"Too many wrong tokens came from this address.\"}");
    assertThat(registry.counter("onesug.admin.refused", "reason", "token").count())
        .isGreaterThanOrEqualTo(10);
    assertThat(registry.counter("onesug.admin.refused", "reason", "too-many").count()).isOne();
    assertThat(refused(withWrongToken("192.0.2.8")).getStatus()).isEqualTo(401);
  }

  @Test
  void write_noTokenConfigured_saysHowToSetOne() throws IOException {
    MockHttpServletRequest request = request("POST", "/actuator/rules");
    request.addHeader("Authorization", "Bearer " + TOKEN);
    MockHttpServletResponse answer = new MockHttpServletResponse();

    assertThat(passes(gate(List.of()), request, answer)).isFalse();
    assertThat(answer.getStatus()).isEqualTo(403);
    assertThat(answer.getContentAsString())
        .isEqualTo(
            "{\"type\":\"urn:onesug:problem:forbidden\",\"title\":\"Forbidden\",\"status\":403,"
                + "\"detail\":\"No admin token is configured, so this is refused to everybody."
                + " Start the service with ONESUG_ADMIN_TOKEN (onesug.admin.token), at least 32"
                + " characters, such as `openssl rand -hex 32` prints.\"}");
  }

  @Test
  void write_randomBytesAsToken_neverLetThrough() {
    Random random = new Random(9);
    for (int i = 0; i < 1000; i++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      MockHttpServletRequest request = request("POST", "/actuator/rules");
      request.setRemoteAddr("192.0." + i / 256 + "." + i % 256);
      request.addHeader(
          "Authorization", "Bearer " + new String(bytes, StandardCharsets.ISO_8859_1));
      assertThat(refused(request).getStatus()).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/actuator/health,true",
    "HEAD,/actuator/prometheus,true",
    "OPTIONS,/actuator/rules,true",
    "GET,/actuator/users,false",
    "GET,/actuator/users/ann,false",
    "GET,/actuator/usersx,true",
  })
  void read_withoutToken_allButWhatIsKnownOfUsers(String method, String path, boolean passes) {
    assertThat(passes(request(method, path))).isEqualTo(passes);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost,true",
    "127.0.0.1,true",
    "10.1.2.3,true",
    "[::1],true",
    "[2001:db8::1],true",
    "onesug,true",
    "ops.shop.example,true",
    "OPS.shop.EXAMPLE:8081,true",
    "evil.example,false",
    "127.0.0.1.evil.example,false",
    "localhost.evil.example,false",
  })
  void any_host_addressesOwnNamesAndNamesWithoutADot(String host, boolean passes) {
    MockHttpServletRequest request = request("GET", "/actuator/health");
    request.removeHeader("Host");
    request.addHeader("Host", host);

    assertThat(passes(request)).isEqualTo(passes);
  }

  @Test
  void any_noHost_passes() {
    MockHttpServletRequest request = request("GET", "/actuator/health");
    request.removeHeader("Host");
    request.setServerName("node-7.cluster.example");

    assertThat(passes(request)).isTrue();
  }

  @Test
  void any_foreignHost_exactDocument() throws IOException {
    MockHttpServletRequest request = request("GET", "/actuator/health");
    request.removeHeader("Host");
    request.addHeader("Host", "evil.example:8081");

    MockHttpServletResponse answer = refused(request);

    assertThat(answer.getStatus()).isEqualTo(403);
    assertThat(answer.getContentAsString())
        .isEqualTo(
            "{\"type\":\"urn:onesug:problem:forbidden\",\"title\":\"Forbidden\",\"status\":403,"
                + "\"detail\":\"Host: evil.example (expected: an IP address, a name without a dot,"
                + " or one of onesug.admin.hosts)\",\"field\":\"Host\",\"value\":\"evil.example\","
                + "\"rule\":\"an IP address, a name without a dot, or one of"
                + " onesug.admin.hosts\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8081,true",
    "http://localhost,false",
    "http://localhost:8080,false",
    "https://localhost:8081,false",
    "https://evil.example,false",
    "null,false",
  })
  void any_origin_noneButThisPort(String origin, boolean passes) {
    MockHttpServletRequest request = request("GET", "/actuator/health");
    request.addHeader("Origin", origin);

    assertThat(passes(request)).isEqualTo(passes);
  }

  private AdminGate gate(List<String> tokens) {
    return new AdminGate(
        new AdminTokens(tokens), Set.of("ops.shop.example"), new ClientRate(1, 10), registry);
  }

  private boolean passes(MockHttpServletRequest request) {
    return passes(gate, request, new MockHttpServletResponse());
  }

  private MockHttpServletResponse refused(MockHttpServletRequest request) {
    MockHttpServletResponse answer = new MockHttpServletResponse();
    assertThat(passes(gate, request, answer)).isFalse();
    return answer;
  }

  private static boolean passes(
      AdminGate gate, MockHttpServletRequest request, MockHttpServletResponse answer) {
    MockFilterChain behind = new MockFilterChain();
    try {
      gate.doFilter(request, answer, behind);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ServletException e) {
      throw new AssertionError(e);
    }
    return behind.getRequest() != null;
  }

  private static MockHttpServletRequest withWrongToken(String address) {
    MockHttpServletRequest request = request("POST", "/actuator/rules");
    request.setRemoteAddr(address);
    request.addHeader("Authorization", "Bearer " + "x".repeat(32));
    return request;
  }

  private static MockHttpServletRequest request(String method, String path) {
    MockHttpServletRequest request = new MockHttpServletRequest(method, path);
    request.setServletPath(path);
    request.addHeader("Host", "localhost:8081");
    return request;
  }
}
