package dev.onesug.serving.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.apache.catalina.Globals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class CallersTest {
  /** The test vector of src/docs/security.md. */
  static final String ANN =
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4iLCJleHAiOjQxMDI0NDQ4MDB9."
          + "55kULNJLEeGsz5WfKfKEJyrmdmjmXidp9TlkbCfI4ZI";

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Callers callers =
      new Callers(
          Networks.of("networks", List.of("127.0.0.0/8", "::1")),
          new UserTokens(List.of("the-shop-and-onesug-share-this-secret"), null, null),
          registry);

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,true",
    "::1,true",
    "::ffff:127.0.0.1,true",
    "192.0.2.1,false",
    "2001:db8::1,false",
    "::ffff:192.0.2.1,false",
    "unknown,false",
  })
  void identify_claimWithoutToken_countsFromTrustedNetworksOnly(String address, boolean believed) {
    Caller caller = callers.identify(from(address), "userId", "ann");

    assertThat(caller)
        .isEqualTo(believed ? new Caller("ann", null) : new Caller(null, Distrust.NO_TOKEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "X-Real-IP"})
  void identify_forwardedByAProxyThatNobodyTrusts_doesNotCount(String header) {
    MockHttpServletRequest request = from("127.0.0.1");
    request.addHeader(header, "127.0.0.1");

    assertThat(callers.identify(request, "userId", "ann").distrust()).isEqualTo(Distrust.NO_TOKEN);
  }

  @Test
  void identify_addressFromATrustedProxy_counts() {
    MockHttpServletRequest request = from("127.0.0.1");
    request.setAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE, true);
    request.addHeader("X-Real-IP", "127.0.0.1");

    assertThat(callers.identify(request, "userId", "ann").userId()).isEqualTo("ann");
  }

  @Test
  void identify_addressFromATrustedProxyWithSomethingLeft_doesNotCount() {
    MockHttpServletRequest request = from("127.0.0.1");
    request.setAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE, true);
    request.addHeader("X-Forwarded-For", "192.0.2.1");

    assertThat(callers.identify(request, "userId", "ann").userId()).isNull();
  }

  @Test
  void identify_nobodyNamed_nobodyAndNoRemark() {
    Caller caller = callers.identify(from("192.0.2.1"), "userId", null);

    assertThat(caller).isEqualTo(Caller.NOBODY);
    assertThat(caller.remark()).isNull();
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void identify_validToken_isItsUserWithOrWithoutAClaim() {
    MockHttpServletRequest request = from("192.0.2.1");
    request.addHeader(Callers.TOKEN, ANN);

    assertThat(callers.identify(request, "userId", null)).isEqualTo(new Caller("ann", null));
    assertThat(callers.identify(request, "userId", "ann")).isEqualTo(new Caller("ann", null));
  }

  @Test
  void identify_validTokenAndAnotherClaim_isRefused() {
    MockHttpServletRequest request = from("192.0.2.1");
    request.addHeader(Callers.TOKEN, ANN);

    assertThatThrownBy(() -> callers.identify(request, "userId", "bob"))
        .isInstanceOf(OtherUserException.class)
        .hasMessage("userId: not the user of the token");
  }

  @Test
  void identify_badToken_decidesAloneEvenFromATrustedNetwork() {
    MockHttpServletRequest request = from("127.0.0.1");
    request.addHeader(Callers.TOKEN, ANN + "x");

    Caller caller = callers.identify(request, "userId", "ann");

    assertThat(caller.userId()).isNull();
    assertThat(caller.remark()).isEqualTo("ignored; reason=signature");
    assertThat(registry.counter("onesug.users.untrusted", "reason", "signature").count())
        .isEqualTo(1);
  }

  private static MockHttpServletRequest from(String address) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr(address);
    return request;
  }
}
