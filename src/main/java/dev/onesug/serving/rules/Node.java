package dev.onesug.serving.rules;

import dev.onesug.model.text.QueryText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a document, with the path that names it in a refusal.
 *
 * @param value a text, a list or a map
 */
record Node(String path, Object value) {

  /** The members of a map. */
  Map<?, ?> members() {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw refused("keys and values");
  }

  /**
   * Refuses members of other names.
   *
   * @throws InvalidRulesException if there are
   */
  void requireOnly(Set<String> known) {
    for (Object key : members().keySet()) {
      if (!known.contains(String.valueOf(key))) {
        throw new InvalidRulesException(
            path.isEmpty() ? String.valueOf(key) : path + "." + key,
            "unknown key",
            "one of " + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }

  /** A member; null where there is none. */
  @Nullable Node member(String name) {
    Object member = members().get(name);
    return member == null ? null : new Node(path.isEmpty() ? name : path + "." + name, member);
  }

  Node required(String name) {
    Node member = member(name);
    if (member == null) {
      throw new InvalidRulesException(path.isEmpty() ? name : path + "." + name, "absent", "there");
    }
    return member;
  }

  List<Node> elements() {
    if (!(value instanceof List<?> list)) {
      throw refused("a list");
    }
    List<Node> elements = new ArrayList<>();
    for (Object element : list) {
      elements.add(new Node(path + "[" + elements.size() + "]", element == null ? "" : element));
    }
    return elements;
  }

  String text() {
    if (value instanceof String text) {
      return text;
    }
    throw refused("a text");
  }

  /** A text that is a query: not empty in normal form, and not too long. */
  String query() {
    String query = QueryText.normalise(text());
    if (query.isEmpty() || query.codePointCount(0, query.length()) > QueryText.MAX_CODE_POINTS) {
      throw refused("1.." + QueryText.MAX_CODE_POINTS + " characters");
    }
    return query;
  }

  /** What each element of a member is, each once and in order; nothing where there is no member. */
  <T> Set<T> each(String name, Function<Node, T> read) {
    Set<T> all = new LinkedHashSet<>();
    Node list = member(name);
    if (list != null) {
      list.elements().forEach(element -> all.add(read.apply(element)));
    }
    return all;
  }

  InvalidRulesException refused(String rule) {
    return new InvalidRulesException(path.isEmpty() ? "document" : path, value, rule);
  }
}
