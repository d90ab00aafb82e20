package dev.onesug.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.onesug.serving.http.RawHttp.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The OpenAPI document that the service gives out. For clients its objects are open; here they are
 * closed, so that an answer with a member that the document does not tell of is a failure.
 */
final class OpenApiDocument {
  private static final String ADDRESS = "https://onesug.example/openapi";
  private static final JsonMapper JSON = new JsonMapper();

  /** Those of HTTP itself and those that tell browsers what pages may do. */
  private static final Set<String> OF_ALL_ANSWERS =
      Stream.concat(
              SecurityHeaders.HEADERS.keySet().stream(),
              Stream.of(
                  "Content-Type", "Content-Length", "Transfer-Encoding", "Date", "Connection"))
          .collect(Collectors.toUnmodifiableSet());

  private final JsonNode root;
  private final SchemaRegistry schemas;

  private OpenApiDocument(JsonNode root) {
    this.root = root;
    schemas =
        SchemaRegistry.withDefaultDialect(
            Dialects.getOpenApi31(), builder -> builder.schemas(Map.of(ADDRESS, root.toString())));
  }

  static OpenApiDocument load() {
    try (InputStream yaml = OpenApiDocument.class.getResourceAsStream("/static/openapi.yaml")) {
      JsonNode root = new YAMLMapper().readTree(yaml);
      close(root.at("/components/schemas"));
      return new OpenApiDocument(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode root() {
    return root;
  }

  /** What stands at a JSON pointer, which may be a reference to another place. */
  JsonNode at(String pointer) {
    JsonNode node = root.at(pointer);
    return node.has("$ref") ? at(node.get("$ref").asString().substring(1)) : node;
  }

  /** An answer is one that the document tells of: its status, its type, its headers, its body. */
  void tellsOf(String method, String path, Answer answer) {
    String operation = "/paths/" + path.replace("/", "~1") + "/" + method.toLowerCase(Locale.ROOT);
    JsonNode response = at(operation + "/responses/" + answer.status());
    assertThat(response.isMissingNode()).as("%s %s %s", method, path, answer).isFalse();
    tellsOfHeaders(response, answer);
    if (response.has("content") || !answer.body().isEmpty()) {
      JsonNode schema = response.path("content").path(answer.header("Content-Type")).path("schema");
      tellsOf(schema.path("$ref").asString("#/nowhere"), answer.body());
    }
  }

  /** A text is JSON of a schema, which {@code #/components/schemas/...} names. */
  void tellsOf(String reference, String json) {
    assertThat(faults(reference, json)).as("%s: %s", reference, json).isEmpty();
  }

  /** Why a text is no JSON of a schema. */
  List<Error> faults(String reference, String json) {
    return schemas.getSchema(SchemaLocation.of(ADDRESS + reference)).validate(JSON.readTree(json));
  }

  private static void tellsOfHeaders(JsonNode response, Answer answer) {
    Set<String> told = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    told.addAll(response.path("headers").propertyNames());
    told.addAll(OF_ALL_ANSWERS);
    assertThat(answer.headers().keySet()).as("%s", answer).allMatch(told::contains);
  }

  /** All but the conditions, each of which tells of a part of its object. */
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode schema
        && schema.path("properties").isObject()
        && !schema.has("additionalProperties")) {
      schema.put("additionalProperties", false);
    }
    if (node.isArray()) {
      node.forEach(OpenApiDocument::close);
    }
    node.properties().stream()
        .filter(member -> !member.getKey().equals("allOf"))
        .forEach(member -> close(member.getValue()));
  }
}
