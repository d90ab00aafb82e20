package dev.onesug.serving.http;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.onesug.serving.http.RawHttp.Answer;
import dev.onesug.serving.versions.ModelVersions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** What users type, and who they are, stays out of the log. */
@StartsService
@TestPropertySource(properties = "onesug.users.token.secrets=" + LogPrivacyIT.KEY)
@ExtendWith(OutputCaptureExtension.class)
class LogPrivacyIT {
  static final String KEY = "the-shop-and-onesug-share-this-secret";

  /** A word that nobody writes but this test. */
  private static final String SECRET = "zyxmarker";

  private static final List<String> RAW =
      List.of(
          "GET /suggest?prefix=" + SECRET + "\u00e9 HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /suggest?prefix=" + SECRET + " b HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /suggest?prefix=" + SECRET + " HTTP/9.9\r\nHost: x\r\n\r\n",
          SECRET + "\r\n\r\n",
          SECRET + " / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
          "GET /suggest?prefix=a HTTP/1.1\r\nHost: x\r\n" + SECRET + "\u0000: x\r\n\r\n",
          "GET /suggest?prefix=a HTTP/1.1\r\nHost: " + SECRET + "{}\r\n\r\n",
          "GET /suggest?prefix=a HTTP/1.1\r\nHost: x\r\nContent-Length: " + SECRET + "\r\n\r\n",
          "GET /suggest?prefix=a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
              + SECRET
              + "\r\nConnection: close\r\n\r\n",
          "GET /suggest?prefix=a HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: a=\""
              + SECRET
              + "\u0001\r\n\r\n");

  @TempDir static Path folder;

  @LocalServerPort int port;
  @LocalManagementPort int managementPort;
  @Autowired ModelVersions versions;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("onesug.rules.file", () -> folder.resolve("rules.yaml"));
  }

  @Test
  void suggest_goodAndBadInput_noneOfItIsLogged(CapturedOutput output) {
    RawHttp http = new RawHttp(port);
    for (String target :
        List.of(
            "/suggest?prefix=" + SECRET,
            "/suggest?prefix=a&userId=" + SECRET,
            "/suggest?prefix=a&clientId=" + SECRET + "&seq=1",
            "/suggest?prefix=a&limit=" + SECRET,
            "/suggest?prefix=" + SECRET + "%C3%28",
            "/suggest?prefix=" + SECRET + "%zz",
            "/suggest?prefix=" + SECRET.repeat(40),
            "/suggest?" + SECRET + "=%C3%28",
            "/" + SECRET,
            "/" + SECRET + "/..;/%2e%2e/x",
            "/error?x=" + SECRET)) {
      http.get(target);
      http.get(target, "X-Model-Version: " + SECRET);
      http.get(target, "X-Experiment-Id: " + SECRET, "X-Experiment-Variant: " + SECRET + "\u00e9");
      http.get(target, "Accept: " + SECRET, "Accept-Language: " + SECRET, "Origin: " + SECRET);
      http.send("DELETE " + target, new byte[0]);
      new RawHttp(managementPort).get(target);
    }

    assertSilent(output);
  }

  @Test
  void post_goodAndBadBodies_noneOfItIsLogged(CapturedOutput output) {
    RawHttp http = new RawHttp(port);
    for (String body :
        List.of(
            "{\"prefix\":\"" + SECRET + "\",\"history\":[\"" + SECRET + "\"]}",
            "{\"prefix\":\"a\",\"profile\":{\"gender\":\"" + SECRET + "\"}}",
            "{\"prefix\":\"a\",\"history\":\"" + SECRET + "\"}",
            "{\"" + SECRET + "\":",
            SECRET,
            "[\"" + SECRET + "\"]")) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      for (String path : List.of("/suggest", "/events")) {
        http.send("POST " + path, bytes, "Content-Type: application/json");
        http.send("POST " + path, bytes, "Content-Type: " + SECRET);
        http.send("POST " + path, bytes, "Content-Type: application/" + SECRET);
      }
    }

    assertSilent(output);
  }

  @Test
  void post_eventsThatAreTaken_noneOfItIsLogged(CapturedOutput output) {
    RawHttp http = new RawHttp(port);
    String event =
        ("{'event_id':'e-MARK','action_name':'search','client_id':'c-MARK','session_id':'s-MARK',"
                + "'user_id':'u-MARK','query_id':'q-MARK','user_query':'MARK','event_attributes':"
                + "{'experiment':'MARK','variant':'MARK','model_version':'MARK'}}")
            .replace('\'', '"')
            .replace("MARK", SECRET);

    assertThat(
            http.send(
                    "POST /events",
                    event.getBytes(StandardCharsets.UTF_8),
                    "Content-Type: application/json")
                .status())
        .isEqualTo(202);
    Awaitility.await()
        .until(() -> http.get("/suggest?prefix=&userId=u-" + SECRET).body().contains("recent"));

    assertSilent(output);
  }

  @Test
  void suggest_userOfAToken_isNotLogged(CapturedOutput output) throws JOSEException {
    RawHttp http = new RawHttp(port);

    Answer own = http.get("/suggest?prefix=a", "X-User-Token: " + token(KEY));
    Answer others = http.get("/suggest?prefix=a&userId=ann", "X-User-Token: " + token(KEY));
    Answer forged = http.get("/suggest?prefix=a", "X-User-Token: " + token(KEY.toUpperCase(ROOT)));

    assertThat(own.header("X-Onesug-User")).isEmpty();
    assertThat(own.header("Cache-Control")).isEqualTo("no-store");
    assertThat(others.status()).isEqualTo(400);
    assertThat(forged.header("X-Onesug-User")).isEqualTo("ignored; reason=signature");
    assertSilent(output);
  }

  @Test
  void suggest_modelFails_itsWordsAreNotLogged(CapturedOutput output) {
    ServiceWithFakeModels.model(versions, "red")
        .searching(
            input -> {
              throw new IllegalStateException("cannot read " + SECRET);
            });

    Answer answer =
        new RawHttp(port)
            .get("/suggest?prefix=" + SECRET + "&userId=" + SECRET, "X-Model-Version: red");

    assertThat(answer.body()).contains("\"degraded\":\"model-failure\"");
    assertThat(output.getAll()).contains("The model failed");
    assertSilent(output);
  }

  @Test
  void admin_usersRulesAndDryRuns_noneOfItIsLogged(CapturedOutput output) {
    String rules =
        "rules: [{id: pin, comment: MARK, pin: {texts: [MARK], prefixes: [MARK]}},"
            + " {id: no, block: {queries: [MARK lamp]}}]";
    new RawHttp(port)
        .postJson(
            "{\"prefix\":\"a\",\"userId\":\"MARK\",\"history\":[\"MARK\"]}"
                .replace("MARK", SECRET));

    assertThat(admin("DELETE /actuator/users?userId=MARK", "").body())
        .contains("history and profile");
    assertThat(admin("POST /actuator/rules", rules).status()).isEqualTo(200);
    assertThat(new RawHttp(port).get("/suggest?prefix=" + SECRET).body()).contains("pinned");
    assertThat(admin("POST /actuator/rules/dryrun?prefix=MARK", "rules: []").body())
        .contains("\"changed\":1");
    assertThat(admin("POST /actuator/rules", "rules: [{id: no, block: {MARK: []}}]").status())
        .isEqualTo(400);
    assertThat(admin("POST /actuator/rules/dryrun?prefix=a", "MARK").status()).isEqualTo(400);
    assertThat(admin("POST /actuator/rules/dryrun?prefix=a&version=MARK", "rules: []").status())
        .isEqualTo(400);
    admin("POST /actuator/versions/MARK", "MARK");
    admin("POST /actuator/deployment", "MARK");
    admin("GET /actuator/MARK", "");
    new RawHttp(managementPort)
        .send("DELETE /actuator/users?userId=" + SECRET, new byte[0], "Authorization: " + SECRET);
    assertThat(admin("POST /actuator/rules", "").status()).isEqualTo(200);

    assertSilent(output);
  }

  @Test
  void malformedRequests_noneOfItIsLogged(CapturedOutput output) {
    RAW.forEach(request -> new RawHttp(port).sendBytes(request.getBytes(StandardCharsets.UTF_8)));

    assertSilent(output);
  }

  /**
   * Tomcat writes the first of a kind at this level and the rest below: a late test would miss it.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.coyote.http11.Http11Processor",
        "org.apache.tomcat.util.http.Parameters",
        "org.apache.tomcat.util.http.parser.Cookie"
      })
  void loggersThatQuoteRequests_info_off(String logger) {
    assertThat(LoggerFactory.getLogger(logger).isInfoEnabled()).isFalse();
  }

  private Answer admin(String methodAndTarget, String body) {
    return new RawHttp(managementPort)
        .send(
            methodAndTarget.replace("MARK", SECRET),
            body.replace("MARK", SECRET).getBytes(StandardCharsets.UTF_8),
            "Content-Type: application/json",
            StartsService.AUTHORIZATION);
  }

  private static String token(String key) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder()
                .subject(SECRET)
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                .build());
    token.sign(new MACSigner(key));
    return token.serialize();
  }

  private static void assertSilent(CapturedOutput output) {
    assertThat(output.getAll()).doesNotContain(SECRET);
  }
}
