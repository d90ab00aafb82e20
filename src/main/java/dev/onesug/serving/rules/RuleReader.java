package dev.onesug.serving.rules;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.onesug.model.text.QueryText;
import dev.onesug.serving.rules.Action.Allow;
import dev.onesug.serving.rules.Action.Block;
import dev.onesug.serving.rules.Action.Boost;
import dev.onesug.serving.rules.Action.Only;
import dev.onesug.serving.rules.Action.Pin;
import dev.onesug.serving.rules.Action.Rewrite;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules out of a document's tree, and refuses the whole of it for one thing that it does not
 * know: half of a shop's rules would be worse than those from before.
 */
final class RuleReader {
  private static final Set<String> CONDITIONS =
      Set.of("id", "comment", "locale", "category", "from", "until");
  private static final Set<String> SELECTION = Set.of("queries", "words", "matching");

  /** Each costs a look at all stored queries. */
  private static final int MOST_PATTERNS = 64;

  private static final int MOST_PINNED = 16;
  private static final double MOST_FACTOR = 1000;

  /** Kind of rule to what reads it, in the order in which documents tell of them. */
  private final Map<String, Function<Node, Action>> kinds = new LinkedHashMap<>();

  private final Set<String> ids = new HashSet<>();
  private int patterns;

  private RuleReader() {
    kinds.put("block", node -> new Block(selection(node, SELECTION)));
    kinds.put("allow", node -> new Allow(selection(node, Set.of("queries"))));
    kinds.put("only", node -> new Only(selection(node, SELECTION)));
    kinds.put("pin", RuleReader::pin);
    kinds.put("boost", this::boost);
    kinds.put("rewrite", this::rewrite);
  }

  /**
   * @throws InvalidRulesException if any part breaks a rule
   */
  static List<Rule> read(Node document) {
    document.requireOnly(Set.of("rules"));
    RuleReader reader = new RuleReader();
    return document.required("rules").elements().stream().map(reader::rule).toList();
  }

  private Rule rule(Node node) {
    Set<String> known = new LinkedHashSet<>(CONDITIONS);
    known.addAll(kinds.keySet());
    node.requireOnly(known);
    Node id = node.required("id");
    if (!id.text().matches("[A-Za-z0-9._-]{1,64}")) {
      throw id.refused("1..64 of A-Z a-z 0-9 . _ -");
    }
    if (!ids.add(id.text())) {
      throw id.refused("an id that no other rule has");
    }
    List<String> named = kinds.keySet().stream().filter(node.members()::containsKey).toList();
    if (named.size() != 1) {
      throw new InvalidRulesException(
          node.path(), named.isEmpty() ? "rule " + id.text() : named, "one of " + kinds.keySet());
    }
    Node action = node.required(named.get(0));
    Function<Node, Action> read = Objects.requireNonNull(kinds.get(named.get(0)));
    return new Rule(id.text(), when(node), read.apply(action));
  }

  private static When when(Node node) {
    Node comment = node.member("comment");
    if (comment != null) {
      comment.text();
    }
    Instant from = instant(node.member("from"));
    Instant until = instant(node.member("until"));
    if (from != null && until != null && !from.isBefore(until)) {
      throw node.required("until").refused("after from, which is " + from);
    }
    return new When(name(node.member("locale")), name(node.member("category")), from, until);
  }

  private static @Nullable String name(@Nullable Node node) {
    if (node != null
        && (node.text().isBlank() || node.text().length() > QueryText.MAX_CODE_POINTS)) {
      throw node.refused("1.." + QueryText.MAX_CODE_POINTS + " characters");
    }
    return node == null ? null : node.text();
  }

  private static @Nullable Instant instant(@Nullable Node node) {
    if (node == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(node.text()).toInstant();
    } catch (DateTimeException e) {
      throw node.refused("a time with its offset, such as 2026-12-01T00:00:00+01:00");
    }
  }

  private Selection selection(Node node, Set<String> keys) {
    node.requireOnly(keys);
    return selectionOf(node);
  }

  private Selection selectionOf(Node node) {
    Selection selection =
        new Selection(
            node.each("queries", Node::query),
            node.each("words", RuleReader::word),
            new ArrayList<>(node.each("matching", this::pattern)));
    if (selection.equals(Selection.NOTHING)) {
      throw node.refused("at least one text");
    }
    return selection;
  }

  private static String word(Node node) {
    String word = node.query();
    if (word.indexOf(' ') >= 0) {
      throw node.refused("one word");
    }
    return word;
  }

  private Pattern pattern(Node node) {
    if (++patterns > MOST_PATTERNS) {
      throw node.refused("at most " + MOST_PATTERNS + " patterns in all rules");
    }
    try {
      return Pattern.compile(node.text(), Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException e) {
      throw node.refused("a regular expression of RE2; " + e.getDescription());
    }
  }

  private static Action pin(Node node) {
    node.requireOnly(Set.of("texts", "prefixes", "startingWith"));
    List<String> texts = new ArrayList<>(node.each("texts", Node::query));
    if (texts.isEmpty() || texts.size() > MOST_PINNED) {
      throw node.refused("1.." + MOST_PINNED + " texts");
    }
    Set<String> prefixes = node.each("prefixes", prefix -> QueryText.normalise(prefix.text()));
    Set<String> starts = node.each("startingWith", Node::query);
    if (prefixes.isEmpty() && starts.isEmpty()) {
      throw node.refused("prefixes or startingWith");
    }
    return new Pin(texts, prefixes, starts);
  }

  private Action boost(Node node) {
    Set<String> keys = new HashSet<>(SELECTION);
    keys.add("factor");
    Node factor = node.required("factor");
    double number = factor.text().matches("[0-9.]{1,12}") ? number(factor) : 0;
    if (number < 1 / MOST_FACTOR || number > MOST_FACTOR) {
      throw factor.refused("0.001..1000");
    }
    return new Boost(selection(node, keys), number);
  }

  private static double number(Node node) {
    try {
      return Double.parseDouble(node.text());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private Action rewrite(Node node) {
    return new Rewrite(selection(node, Set.of("queries", "to")), node.required("to").query());
  }
}
