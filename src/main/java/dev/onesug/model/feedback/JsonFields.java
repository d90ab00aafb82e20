package dev.onesug.model.feedback;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The members of a JSON object, each read by its rule; a member that is null is missing. */
final class JsonFields {
  private final String path;
  private final JsonNode object;

  private JsonFields(String path, JsonNode object) {
    this.path = path;
    this.object = object;
  }

  static JsonFields of(JsonNode node) {
    if (!node.isObject()) {
      throw new InvalidFeedbackException("event", node.toString(), "a JSON object");
    }
    return new JsonFields("", node);
  }

  /** The members of a member; none where it is missing. */
  JsonFields inner(String name) {
    JsonNode node = member(name);
    if (node != null && !node.isObject()) {
      throw invalid(name, node.toString(), "an object");
    }
    JsonNode inner = node == null ? JsonNodeFactory.instance.objectNode() : node;
    return new JsonFields(path + name + ".", inner);
  }

  /** A text of at most so many code points, which may be empty; null where it is missing. */
  @Nullable String text(String name, int maxCodePoints) {
    JsonNode node = member(name);
    return node == null ? null : text(name, node, maxCodePoints);
  }

  /** An identifier; one that is empty is missing. */
  @Nullable String name(String name, int maxCodePoints) {
    String text = text(name, maxCodePoints);
    return text == null || text.isEmpty() ? null : text;
  }

  String requiredName(String name, int maxCodePoints) {
    String text = name(name, maxCodePoints);
    if (text == null) {
      throw invalid(name, "", "1.." + maxCodePoints + " code points");
    }
    return text;
  }

  /** Texts; null where the member is missing. */
  @Nullable List<String> texts(String name, int most, int maxCodePoints) {
    JsonNode node = member(name);
    if (node == null) {
      return null;
    }
    if (!node.isArray() || node.size() > most) {
      throw invalid(name, node.toString(), "an array of at most " + most + " strings");
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      texts.add(text(name + "[" + i + "]", node.get(i), maxCodePoints));
    }
    return texts;
  }

  @Nullable Integer whole(String name, int least, int most) {
    JsonNode node = member(name);
    if (node == null) {
      return null;
    }
    if (!node.canConvertToInt()
        || !node.isIntegralNumber()
        || node.intValue() < least
        || node.intValue() > most) {
      throw invalid(name, node.toString(), "a whole number, " + least + ".." + most);
    }
    return node.intValue();
  }

  /** A number from 0, rounded to so many decimals: floats that were multiplied have more. */
  @Nullable BigDecimal amount(String name, BigDecimal most, int decimals) {
    JsonNode node = member(name);
    if (node == null) {
      return null;
    }
    if (!node.isNumber() || !isBetween(node.decimalValue(), most)) {
      throw invalid(name, node.toString(), "a number, 0.." + most.toPlainString());
    }
    return rounded(node.decimalValue(), decimals);
  }

  InvalidFeedbackException invalid(String name, String value, String rule) {
    return new InvalidFeedbackException(path + name, value, rule);
  }

  private static boolean isBetween(BigDecimal value, BigDecimal most) {
    return value.signum() >= 0 && value.compareTo(most) <= 0;
  }

  /** To round 1e-999999999 would take a power of ten of a billion digits. */
  private static BigDecimal rounded(BigDecimal value, int decimals) {
    if (value.scale() <= decimals) {
      return value;
    }
    boolean isTiny = (long) value.scale() - value.precision() > decimals;
    return isTiny ? BigDecimal.ZERO : value.setScale(decimals, RoundingMode.HALF_UP);
  }

  private String text(String name, JsonNode node, int maxCodePoints) {
    if (!node.isString()) {
      throw invalid(name, node.toString(), "a string");
    }
    String text = node.asString();
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw invalid(name, text, "no lone surrogates");
    }
    if (text.codePointCount(0, text.length()) > maxCodePoints) {
      throw invalid(name, text, "at most " + maxCodePoints + " code points");
    }
    return text;
  }

  private @Nullable JsonNode member(String name) {
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }
}
