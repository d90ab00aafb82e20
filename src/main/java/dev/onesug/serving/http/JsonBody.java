package dev.onesug.serving.http;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import dev.onesug.model.text.QueryText;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON body, read member by member, so that a refusal can name the member. */
final class JsonBody {
  private static final int MAX_HISTORY = 50;
  private static final int MAX_PROFILE_FIELD = 64;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final JsonNode root;

  private JsonBody(JsonNode root) {
    this.root = root;
  }

  /**
   * Parses a body.
   *
   * @throws InvalidInputException if it is not a JSON object in UTF-8
   */
  static JsonBody parse(byte[] bytes) {
    String text = StrictUtf8.decode("body", ByteBuffer.wrap(bytes));
    JsonNode root = read(text);
    if (root == null || !root.isObject()) {
      throw new InvalidInputException("body", text, "a JSON object");
    }
    return new JsonBody(root);
  }

  @Nullable String text(String name) {
    JsonNode node = member(root, name);
    return node == null ? null : text(node, name);
  }

  /** A number or a truth value as it was written, for the rules to judge. */
  @Nullable String number(String name) {
    JsonNode node = member(root, name);
    if (node != null && !node.isIntegralNumber()) {
      throw new InvalidInputException(name, node.toString(), "a whole number");
    }
    return node == null ? null : node.asString();
  }

  @Nullable String truth(String name) {
    JsonNode node = member(root, name);
    if (node != null && !node.isBoolean()) {
      throw new InvalidInputException(name, node.toString(), "true or false");
    }
    return node == null ? null : node.asString();
  }

  /** History and profile; null where the body has neither. */
  @Nullable UserContext userContext() {
    JsonNode history = member(root, "history");
    JsonNode profile = member(root, "profile");
    History searched = history(history, number("inSession"));
    return history == null && profile == null
        ? null
        : new UserContext(searched, profile == null ? Profile.UNKNOWN : profile(profile));
  }

  private static @Nullable JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      throw new InvalidInputException("body", text, "a JSON object");
    }
  }

  private static History history(@Nullable JsonNode node, @Nullable String inSession) {
    int sent = node == null ? 0 : node.size();
    if (node != null && (!node.isArray() || sent > MAX_HISTORY)) {
      throw new InvalidInputException(
          "history", node.toString(), "an array of at most " + MAX_HISTORY + " strings");
    }
    int ofSession = inSession == null ? Math.min(1, sent) : InputRules.inSession(inSession, sent);
    return node == null ? History.NONE : history(node, ofSession);
  }

  /** All of it is judged; the newest {@link History#MAX_QUERIES} are kept, as stores do. */
  private static History history(JsonNode node, int ofSession) {
    Set<String> queries = new LinkedHashSet<>();
    int keptOfSession = 0;
    for (int i = 0; i < node.size(); i++) {
      String field = "history[" + i + "]";
      String query = InputRules.normal(field, text(node.get(i), field), QueryText.MAX_CODE_POINTS);
      boolean isKept =
          !query.isEmpty() && queries.size() < History.MAX_QUERIES && queries.add(query);
      keptOfSession += isKept && i < ofSession ? 1 : 0;
    }
    return new History(List.copyOf(queries), keptOfSession);
  }

  private static Profile profile(JsonNode node) {
    if (!node.isObject()) {
      throw new InvalidInputException("profile", node.toString(), "an object");
    }
    return new Profile(
        profileField(node, "ageBand"),
        profileField(node, "gender"),
        profileField(node, "region"),
        profileField(node, "spendingLevel"));
  }

  private static @Nullable String profileField(JsonNode profile, String name) {
    JsonNode node = member(profile, name);
    if (node == null) {
      return null;
    }
    String field = "profile." + name;
    return InputRules.normal(field, text(node, field), MAX_PROFILE_FIELD);
  }

  private static String text(JsonNode node, String field) {
    if (!node.isString()) {
      throw new InvalidInputException(field, node.toString(), "a string");
    }
    return node.asString();
  }

  private static @Nullable JsonNode member(JsonNode object, String name) {
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }
}
