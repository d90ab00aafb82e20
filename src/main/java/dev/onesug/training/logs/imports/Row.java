package dev.onesug.training.logs.imports;

import dev.onesug.training.logs.JsonLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One JSON object of an input, read by name. Null, an empty list and a blank text count as absent.
 */
record Row(JsonNode node) {

  /** Reads a line that must be one object. */
  static Row parse(String line) {
    JsonNode node = JsonLines.MAPPER.readTree(line);
    if (!node.isObject()) {
      throw new IllegalArgumentException("row: " + node.getNodeType() + " (expected: an object)");
    }
    return new Row(node);
  }

  boolean has(String name) {
    JsonNode value = node.path(name);
    if (value.isContainer()) {
      return !value.isEmpty();
    }
    return !value.isMissingNode() && !value.isNull() && !value.asString().isBlank();
  }

  /** A text, or a number as a text; null where absent. */
  @Nullable String text(String name) {
    if (!has(name)) {
      return null;
    }
    JsonNode value = node.path(name);
    if (value.isContainer()) {
      throw new IllegalArgumentException(
          name + ": " + value.getNodeType() + " (expected: a text or a number)");
    }
    return value.asString();
  }

  String required(String name) {
    String text = text(name);
    if (text == null) {
      throw new IllegalArgumentException(name + ": missing (expected: a value)");
    }
    return text;
  }

  /** A list of texts, empty where absent. */
  List<String> texts(String name) {
    if (!has(name)) {
      return List.of();
    }
    JsonNode value = node.path(name);
    if (!value.isArray()) {
      throw new IllegalArgumentException(
          name + ": " + value.getNodeType() + " (expected: a list of texts)");
    }
    List<String> texts = new ArrayList<>(value.size());
    for (JsonNode element : value) {
      texts.add(element.asString());
    }
    return texts;
  }

  /** The object under a name; one without fields where absent. */
  Row inner(String name) {
    return new Row(node.path(name));
  }

  /** Names the fields that are there and not among the known ones. */
  void eachOther(Set<String> known, Consumer<String> other) {
    for (String name : node.propertyNames()) {
      if (!known.contains(name) && has(name)) {
        other.accept(name);
      }
    }
  }
}
