package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.serving.http.RawHttp.Answer;
import java.nio.charset.StandardCharsets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/**
 * The service with every door configured. The test is a trusted proxy, and so plays clients of any
 * address.
 */
@StartsService
@TestPropertySource(
    properties = {
      "onesug.explain=false",
      "onesug.admin.token=0123456789abcdef0123456789abcdef,fedcba9876543210fedcba9876543210",
      "onesug.admin.hosts=ops.shop.example",
      "onesug.cors.origins=https://shop.example,http://localhost:3000",
      "onesug.trusted-proxies=127.0.0.0/8,::1",
      "onesug.users.trusted-networks=10.20.0.0/16,fd00::/8",
      "onesug.users.token.secrets=the-shop-and-onesug-share-this-secret",
      "onesug.rate-limit.suggest.per-second=1",
      "onesug.rate-limit.suggest.burst=3",
      "onesug.rate-limit.events.per-second=1",
      "onesug.rate-limit.events.burst=2",
      "onesug.rate-limit.exempt-networks=127.0.0.0/8,::1,10.0.0.0/8,fd00::/8,198.51.100.0/24",
    })
class DoorsIT {
  private static final String SHOPPER = "X-Forwarded-For: 198.51.100.1";
  private static final String BACKEND = "X-Forwarded-For: 10.20.0.9";

  /** The test vectors of src/docs/security.md: ann, until 2100. */
  private static final String ANN =
      "X-User-Token: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4iLCJleHAiOjQxMDI0NDQ4MDB9."
          + "55kULNJLEeGsz5WfKfKEJyrmdmjmXidp9TlkbCfI4ZI";

  /** Bob, until 2020. */
  private static final String BOB_EXPIRED =
      "X-User-Token: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJib2IiLCJleHAiOjE1Nzc4MzY4MDB9."
          + "6FV-Ftdnl5YHXjA_p7SFRSjDMLBsGvolk7EY7GZaVhg";

  @LocalServerPort int port;
  @LocalManagementPort int managementPort;
  RawHttp http;
  RawHttp management;

  @BeforeEach
  void connect() {
    http = new RawHttp(port);
    management = new RawHttp(managementPort);
  }

  // Whose history it is

  @Test
  void suggest_userIdWithoutToken_getsNobodysHistory() {
    remember("ann", "desk lamp");

    Answer thief = http.get("/suggest?prefix=sh&userId=ann", SHOPPER);
    Answer own = http.get("/suggest?prefix=sh&userId=ann", SHOPPER, ANN);

    assertThat(thief.status()).isEqualTo(200);
    assertThat(thief.body()).contains("generated for sh\"").doesNotContain("desk lamp");
    assertThat(thief.header("X-Onesug-User")).isEqualTo("ignored; reason=no-token");
    assertThat(thief.header("Cache-Control")).isEqualTo("no-store");
    assertThat(own.body()).contains("generated for sh after desk lamp");
    assertThat(own.header("X-Onesug-User")).isEmpty();
    assertThat(own.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void suggest_tokenAlone_namesTheUser() {
    remember("ann", "desk lamp");

    assertThat(http.get("/suggest?prefix=ta", SHOPPER, ANN).body())
        .contains("generated for ta after desk lamp");
  }

  @Test
  void events_tokenAndNoUserId_areTheTokensUser() {
    String event =
        "{\"event_id\":\"of-ann\",\"action_name\":\"search\",\"client_id\":\"c1\","
            + "\"query_id\":\"q1\",\"user_query\":\"garden chair\"}";

    http.send(
        "POST /events",
        event.getBytes(StandardCharsets.UTF_8),
        "Content-Type: application/json",
        ANN);

    Awaitility.await()
        .until(() -> http.get("/suggest?prefix=&limit=16", ANN).body().contains("garden chair"));
  }

  @Test
  void suggest_tokenOfAnotherUser_exactDocument() {
    Answer answer = http.get("/suggest?prefix=sh&userId=bob", SHOPPER, ANN);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"urn:onesug:problem:invalid-input\",\"title\":\"Invalid input\","
                + "\"status\":400,\"detail\":\"userId: bob (expected: the user of X-User-Token, or"
                + " nothing)\",\"field\":\"userId\",\"value\":\"bob\",\"rule\":\"the user of"
                + " X-User-Token, or nothing\"}");
  }

  @Test
  void suggest_expiredToken_answersNobodyAndSaysWhy() {
    remember("bob", "red dress");

    Answer answer = http.get("/suggest?prefix=ex&userId=bob", SHOPPER, BOB_EXPIRED);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("generated for ex\"").doesNotContain("after red dress");
    assertThat(answer.header("X-Onesug-User")).isEqualTo("ignored; reason=expired");
    assertThat(management.get("/actuator/prometheus").body())
        .contains("onesug_users_untrusted_total{reason=\"expired\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "10.20.0.9,true",
    "fd00::7,true",
    "::ffff:10.20.0.9,true",
    "198.51.100.7,false",
    "fe80::1,false",
    "::ffff:198.51.100.7,false",
    "unknown,false",
    "'10.20.0.9, 198.51.100.7',false",
    "'198.51.100.7, 10.20.0.9',false",
  })
  void suggest_userIdByAddress_trustedNetworksOnly(String forwardedFor, boolean trusted) {
    remember("cho", "desk lamp");

    Answer answer = http.get("/suggest?prefix=ne&userId=cho", "X-Forwarded-For: " + forwardedFor);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().contains("desk lamp")).isEqualTo(trusted);
  }

  @Test
  void post_inlineHistoryWithoutTrust_usedAndNotRemembered() {
    remember("dan", "desk lamp");

    Answer inline = post("{\"prefix\":\"in\",\"userId\":\"dan\",\"history\":[\"x\"]}", SHOPPER);

    assertThat(inline.body()).contains("generated for in after x");
    assertThat(http.get("/suggest?prefix=in&userId=dan", BACKEND).body())
        .contains("generated for in after desk lamp");
  }

  @Test
  void suggest_explainNotAllowed_isIgnored() {
    Answer answer = http.get("/suggest?prefix=why&explain=true", BACKEND);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("\"explain\"");
  }

  // How often

  @Test
  void suggest_tooOften_exactDocumentForThisClientOnly() {
    Answer answer = http.get("/suggest?prefix=a", "X-Forwarded-For: 192.0.2.1");
    for (int i = 0; i < 1000 && answer.status() == 200; i++) {
      answer =
          http.get(
              "/suggest?prefix=a", "X-Forwarded-For: 192.0.2.1", "Origin: https://shop.example");
    }

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"urn:onesug:problem:too-many-requests\",\"title\":\"Too many requests\","
                + "\"status\":429,\"detail\":\"This client asks more often than onesug.rate-limit"
                + " allows.\"}");
    assertThat(http.get("/suggest?prefix=a", "X-Forwarded-For: 192.0.2.2").status()).isEqualTo(200);
    assertThat(management.get("/actuator/prometheus").body())
        .contains("onesug_refused_total{path=\"/suggest\",reason=\"rate\"}");
  }

  @Test
  void events_tooOften_429ForThisClientOnly() {
    Answer answer = invalidEvent("192.0.2.3");
    assertThat(answer.status()).isEqualTo(400);
    for (int i = 0; i < 1000 && answer.status() == 400; i++) {
      answer = invalidEvent("192.0.2.3");
    }

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    OpenApiDocument.load().tellsOf("POST", "/events", answer);
    assertThat(answer.body()).contains("\"type\":\"urn:onesug:problem:too-many-requests\"");
    assertThat(invalidEvent("192.0.2.4").status()).isEqualTo(400);
    assertThat(http.get("/suggest?prefix=a", "X-Forwarded-For: 192.0.2.3").status()).isEqualTo(200);
    assertThat(management.get("/actuator/prometheus").body())
        .contains("onesug_refused_total{path=\"/events\",reason=\"rate\"}");
  }

  private Answer invalidEvent(String client) {
    return http.send(
        "POST /events",
        new byte[] {'{', '}'},
        "Content-Type: application/json",
        "X-Forwarded-For: " + client);
  }

  @Test
  void suggest_exemptNetwork_isNotLimited() {
    for (int i = 0; i < 20; i++) {
      assertThat(http.get("/suggest?prefix=a", BACKEND).status()).isEqualTo(200);
    }
  }

  // Pages of other origins

  @ParameterizedTest
  @CsvSource({
    "https://shop.example,GET,x-user-token,true",
    "https://shop.example,POST,'content-type,x-model-version,x-experiment-id',true",
    "http://localhost:3000,POST,content-type,true",
    "https://shop.example,DELETE,content-type,false",
    "https://shop.example.evil.example,GET,x-user-token,false",
    "http://shop.example,GET,x-user-token,false",
    "https://www.shop.example,GET,x-user-token,false",
    "null,GET,x-user-token,false",
  })
  void preflight_matrix(String origin, String method, String headers, boolean allowed) {
    Answer answer =
        http.send(
            "OPTIONS /suggest",
            new byte[0],
            "Origin: " + origin,
            "Access-Control-Request-Method: " + method,
            "Access-Control-Request-Headers: " + headers);

    assertThat(answer.status()).isEqualTo(allowed ? 200 : 403);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(allowed ? origin : "");
    assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(answer.header("Access-Control-Max-Age")).isEqualTo(allowed ? "3600" : "");
  }

  @Test
  void crossOrigin_listed_mayReadTheHeadersItNeeds() {
    Answer answer = http.get("/suggest?prefix=co", SHOPPER, "Origin: https://shop.example");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
    assertThat(answer.header("Access-Control-Expose-Headers"))
        .contains("X-Model-Version", "Server-Timing", "Retry-After", "X-Request-Id");
    assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
  }

  @Test
  void crossOrigin_notListed_exactDocument() {
    Answer answer = http.get("/suggest?prefix=co", SHOPPER, "Origin: https://evil.example");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"urn:onesug:problem:forbidden\",\"title\":\"Forbidden\",\"status\":403,"
                + "\"detail\":\"onesug.cors.origins does not let pages of this origin do this.\"}");
  }

  // The management port

  @Test
  void admin_tokens_eitherOpensAndNoneDoesNot() {
    Answer refused = management.send("POST /actuator/nothing", new byte[0]);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(admin("0123456789abcdef0123456789abcdef").status()).isEqualTo(404);
    assertThat(admin("fedcba9876543210fedcba9876543210").status()).isEqualTo(404);
    assertThat(management.get("/actuator/health").status()).isEqualTo(200);
    assertThat(management.get("/actuator/%75sers;a=b/ann").status()).isEqualTo(401);
    assertThat(management.get("/actuator/prometheus").body())
        .contains("onesug_admin_refused_total{reason=\"token\"}");
  }

  @ParameterizedTest
  @CsvSource({"localhost,200", "127.0.0.1:8081,200", "ops.shop.example,200", "evil.example,403"})
  void admin_host_onlyOurs(String host, int status) {
    String request =
        "GET /actuator/health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";

    assertThat(management.sendBytes(request.getBytes(StandardCharsets.UTF_8)).status())
        .isEqualTo(status);
  }

  @Test
  void admin_pageOfAnotherOrigin_isRefused() {
    assertThat(management.get("/actuator/health", "Origin: https://shop.example").status())
        .isEqualTo(403);
  }

  @Test
  void admin_brokenRequestLine_problemDocumentWithoutServerName() {
    Answer answer =
        management.sendBytes("GET /\u0001 HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Server")).isEmpty();
  }

  private Answer admin(String token) {
    return management.send("POST /actuator/nothing", new byte[0], "Authorization: Bearer " + token);
  }

  private void remember(String userId, String query) {
    Answer answer =
        post(
            "{\"prefix\":\"a\",\"userId\":\"" + userId + "\",\"history\":[\"" + query + "\"]}",
            BACKEND);
    assertThat(answer.header("X-Onesug-User")).isEmpty();
  }

  private Answer post(String json, String header) {
    return http.send(
        "POST /suggest",
        json.getBytes(StandardCharsets.UTF_8),
        "Content-Type: application/json",
        header);
  }
}
