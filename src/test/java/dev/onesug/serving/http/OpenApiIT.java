package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.serving.http.RawHttp.Answer;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document is one, and the service answers as it says. */
@StartsService
class OpenApiIT {
  private static final OpenApiDocument DOCUMENT = OpenApiDocument.load();
  private static final String PROBLEM = "#/components/schemas/Problem";

  @LocalServerPort int port;
  RawHttp http;

  @BeforeEach
  void connect() {
    http = new RawHttp(port);
  }

  @Test
  void get_document_parsesWithoutComplaint() {
    Answer answer = http.get("/openapi.yaml");
    SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(answer.body());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(parsed.getMessages()).isEmpty();
    assertThat(parsed.getOpenAPI().getPaths()).containsOnlyKeys("/suggest", "/events");
  }

  @Test
  void get_pageOfTheApi_everyFileItNeedsIsHere() {
    String page = http.get("/api.html").body();
    List<String> files =
        page.lines()
            .filter(line -> line.contains("href=") || line.contains("src="))
            .map(line -> line.replaceAll(".*(?:href|src)=\"([^\"]+)\".*", "/$1"))
            .toList();

    assertThat(files).hasSizeGreaterThan(3);
    assertThat(files).allMatch(file -> http.get(file).status() == 200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prefix=red",
        "prefix=",
        "prefix=red&limit=2&userId=u&clientId=c&seq=7&locale=en&category=shoes",
        "prefix=red&deadlineMillis=30000&explain=true",
        "prefix=%F0%9F%91%9F&explain=true",
      })
  void get_suggestions_asTheDocumentSays(String query) {
    DOCUMENT.tellsOf("GET", "/suggest", http.get("/suggest?" + query, "X-Experiment-Id: e"));
  }

  @Test
  void get_tokenThatDoesNotHold_answeredAsTheDocumentSays() {
    Answer answer = http.get("/suggest?prefix=red&userId=ann", "X-User-Token: a.b.c");

    assertThat(answer.status()).isEqualTo(200);
    DOCUMENT.tellsOf("GET", "/suggest", answer);
    assertThat(answer.header("X-Onesug-User"))
        .isEqualTo("ignored; reason=no-key")
        .matches(DOCUMENT.at("/components/headers/User/schema/pattern").asString());
  }

  @Test
  void get_answerThatTheClientHas_asTheDocumentSays() {
    String known = http.get("/suggest?prefix=etag").header("ETag");

    Answer answer =
        http.get("/suggest?prefix=etag", "If-None-Match: " + known, "X-Experiment-Id: e");

    assertThat(answer.status()).isEqualTo(304);
    DOCUMENT.tellsOf("GET", "/suggest", answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"prefix\":\"red\",\"explain\":true}",
        "{\"prefix\":\"\",\"history\":[\"sofa\",\"desk\"],\"inSession\":2,\"profile\":{\"region\":\"x\"}}",
      })
  void post_suggestions_asTheDocumentSays(String body) {
    DOCUMENT.tellsOf("#/components/schemas/SuggestRequest", body);
    DOCUMENT.tellsOf("POST", "/suggest", http.postJson(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=3", "prefix=a&limit=17", "prefix=%C3%28", "prefix=a&seq=x"})
  void get_refused_asTheDocumentSays(String query) {
    Answer answer = http.get("/suggest?" + query);

    assertThat(answer.status()).isEqualTo(400);
    DOCUMENT.tellsOf("GET", "/suggest", answer);
  }

  @Test
  void get_unknownVersion_asTheDocumentSays() {
    DOCUMENT.tellsOf("GET", "/suggest", http.get("/suggest?prefix=a", "X-Model-Version: green"));
  }

  @Test
  void post_refused_asTheDocumentSays() {
    byte[] text = "prefix=a".getBytes(StandardCharsets.UTF_8);

    DOCUMENT.tellsOf("POST", "/suggest", http.postJson("[]"));
    DOCUMENT.tellsOf("POST", "/suggest", http.postJson("a".repeat(65_537)));
    DOCUMENT.tellsOf(
        "POST", "/suggest", http.send("POST /suggest", text, "Content-Type: text/plain"));
  }

  /** What each action needs, and where numbers and texts end: document and service say the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "impression|'user_query':'','event_attributes':{'shown':[]}|true",
        "impression|'user_query':''|false",
        "impression|'user_query':'','event_attributes':{}|false",
        "impression|'event_attributes':{'shown':['a']}|false",
        "impression|'user_query':'','event_attributes':{'shown':['LONG']}|true",
        "impression|'user_query':'','event_attributes':{'shown':['LONGx']}|false",
        "impression|'user_query':'','event_attributes':{'shown':[],'took_millis':600000}|true",
        "impression|'user_query':'','event_attributes':{'shown':[],'took_millis':600000.1}|false",
        "impression|'user_query':'','event_attributes':{'shown':[],'model_version':'LONG'}|true",
        "impression|'user_query':'','event_attributes':{'shown':[],'model_version':'LONGx'}|false",
        "click|'user_query':'a','event_attributes':{'object':{'object_id':'b'},'position':{'ordinal':1}}|true",
        "click|'event_attributes':{'object':{'object_id':'b'},'position':{'ordinal':1}}|false",
        "click|'user_query':'a','event_attributes':{'position':{'ordinal':1}}|false",
        "click|'user_query':'a','event_attributes':{'object':{},'position':{'ordinal':1}}|false",
        "click|'user_query':'a','event_attributes':{'object':{'object_id':'b'}}|false",
        "click|'user_query':'a','event_attributes':{'object':{'object_id':'b'},'position':{}}|false",
        "click|'user_query':'a','event_attributes':{'object':{'object_id':'b'},'position':{'ordinal':1001}}|false",
        "search|'user_query':'a'|true",
        "search|'session_id':'s'|false",
        "search|'user_query':' '|false",
        "search|'user_query':'LONG'|true",
        "search|'user_query':'LONGx'|false",
        "search|'user_query':'a','event_attributes':{'suggest_request_id':'LONGx'}|false",
        "search|'user_query':'a','event_attributes':{'experiment':'LONGx'}|false",
        "search|'user_query':'a','event_attributes':{'variant':'LONGx'}|false",
        "item_click|'event_attributes':{'object':{'object_id':'i'}}|true",
        "click_through|'user_query':'a'|false",
        "order|'event_attributes':{'object':{'object_id':'i'},'amount':1000000000000}|true",
        "order|'event_attributes':{'object':{'object_id':'i'},'amount':13.049999999999999}|true",
        "order|'event_attributes':{'object':{'object_id':'i'},'amount':1000000000000.01}|false",
        "order|'event_attributes':{'object':{'object_id':'i'},'amount':-0.01}|false",
        "purchase|'event_attributes':{'object':{}}|false",
      })
  void post_event_takenWhereTheDocumentSaysSo(String action, String members, boolean taken) {
    String event =
        ("{'event_id':'" + UUID.randomUUID() + "','action_name':'" + action + "',")
            + ("'client_id':'c','query_id':'q'," + members.replace("LONG", "l".repeat(128)) + "}");
    String json = event.replace('\'', '"');

    Answer answer =
        http.send(
            "POST /events",
            json.getBytes(StandardCharsets.UTF_8),
            "Content-Type: application/json");

    assertThat(answer.status()).as(answer.body()).isEqualTo(taken ? 202 : 400);
    assertThat(DOCUMENT.faults("#/components/schemas/Event", json).isEmpty()).isEqualTo(taken);
    DOCUMENT.tellsOf("POST", "/events", answer);
  }

  @Test
  void get_elsewhere_problemDocumentToo() {
    DOCUMENT.tellsOf(PROBLEM, http.get("/nothing").body());
    DOCUMENT.tellsOf(PROBLEM, http.send("DELETE /suggest", new byte[0]).body());
    DOCUMENT.tellsOf(PROBLEM, http.get("nopath").body());
  }

  @Test
  void document_everyKindOfProblem_isInItsTable() {
    String table = DOCUMENT.root().at("/info/description").asString();

    for (Problem.Kind kind : Problem.Kind.values()) {
      String type = "urn:onesug:problem:" + kind.name().toLowerCase(Locale.ROOT);
      assertThat(table).contains("`" + type.replace('_', '-') + "`");
    }
  }

  @Test
  void document_examples_areWhatItsSchemasSay() {
    List<JsonNode> contents = DOCUMENT.root().findValues("content");
    List<String> checked = new ArrayList<>();
    for (JsonNode content : contents) {
      for (JsonNode media : content) {
        examples(media).forEach(example -> check(media.get("schema"), example, checked));
      }
    }

    assertThat(new TreeSet<>(checked))
        .containsExactly("Accepted", "Event", "Problem", "SuggestAnswer", "SuggestRequest");
  }

  private static List<JsonNode> examples(JsonNode media) {
    List<JsonNode> examples = new ArrayList<>();
    media.path("examples").forEach(example -> examples.add(example.get("value")));
    if (media.has("example")) {
      examples.add(media.get("example"));
    }
    return examples;
  }

  private static void check(JsonNode schema, JsonNode example, List<String> checked) {
    if (schema.has("$ref")) {
      String reference = schema.get("$ref").asString();
      DOCUMENT.tellsOf(reference, example.toString());
      checked.add(reference.substring(reference.lastIndexOf('/') + 1));
    } else if (schema.has("oneOf")) {
      Iterable<JsonNode> events = example.isArray() ? example : List.of(example);
      events.forEach(event -> check(schema.get("oneOf").get(0), event, checked));
    }
  }
}
