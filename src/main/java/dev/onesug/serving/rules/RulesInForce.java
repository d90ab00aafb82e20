package dev.onesug.serving.rules;

import dev.onesug.model.text.Prefix;
import dev.onesug.serving.rules.Action.Pin;
import dev.onesug.serving.rules.Action.Rewrite;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The rules that a keystroke is under. A text may be suggested if a rule allows it; or else if none
 * blocks it and, where rules say that nothing but some texts may be suggested, it is one of these.
 * Immutable.
 */
public final class RulesInForce {
  private static final AtomicLong MADE = new AtomicLong();

  /** Anything may be suggested, as it is. */
  public static final RulesInForce NONE = new RulesInForce(RuleSet.EMPTY, new BitSet());

  private final RuleSet set;
  private final BitSet places;
  private final long identity = MADE.getAndIncrement();
  private final BitSet only = new BitSet();
  private final Map<String, Rewrite> rewrites = new HashMap<>();
  private final Map<String, BitSet> pinsAt = new HashMap<>();
  private final Map<String, BitSet> pinsFrom = new HashMap<>();

  /**
   * @param places of the rules in their set
   */
  RulesInForce(RuleSet set, BitSet places) {
    this.set = set;
    this.places = places;
    for (int place : places.stream().toArray()) {
      Action action = set.rule(place).action();
      if (action instanceof Action.Only) {
        only.set(place);
      } else if (action instanceof Rewrite rewrite) {
        rewrite.selection().queries().forEach(query -> rewrites.putIfAbsent(query, rewrite));
      } else if (action instanceof Pin pin) {
        pin.prefixes().forEach(prefix -> at(pinsAt, prefix).set(place));
        pin.startingWith().forEach(start -> at(pinsFrom, start).set(place));
      }
    }
  }

  private static BitSet at(Map<String, BitSet> places, String text) {
    return places.computeIfAbsent(text, unused -> new BitSet());
  }

  /** Differs from that of all others that are made in this process. */
  public long identity() {
    return identity;
  }

  public boolean isNone() {
    return places.isEmpty();
  }

  /** How many texts are shown as another, so that two of a list may become one. */
  public int rewrites() {
    return rewrites.size();
  }

  /**
   * What a text is shown as.
   *
   * @return null if it may not be suggested
   */
  public @Nullable String shown(String text) {
    if (isNone()) {
      return text;
    }
    return permits(text) ? rewritten(text) : null;
  }

  /**
   * What a text is shown as that may be suggested.
   *
   * @return null if what it is shown as may not be
   */
  public @Nullable String rewritten(String text) {
    Rewrite rewrite = rewrites.get(text);
    if (rewrite == null) {
      return text;
    }
    return permits(rewrite.to()) ? rewrite.to() : null;
  }

  private boolean permits(String text) {
    BitSet named = matching(text);
    if (has(named, Action.Allow.class)) {
      return true;
    }
    return !has(named, Action.Block.class) && (only.isEmpty() || named.intersects(only));
  }

  /** What stands before all others, in order. It need not be stored; it must not be blocked. */
  public List<String> pinned(Prefix prefix) {
    Set<String> texts = new LinkedHashSet<>();
    for (int place : pins(prefix).stream().toArray()) {
      texts.addAll(((Pin) set.rule(place).action()).texts());
    }
    texts.removeIf(this::isBlocked);
    return List.copyOf(texts);
  }

  private boolean isBlocked(String text) {
    BitSet named = matching(text);
    return has(named, Action.Block.class) && !has(named, Action.Allow.class);
  }

  private BitSet pins(Prefix prefix) {
    BitSet found = new BitSet();
    if (!pinsAt.isEmpty()) {
      found.or(pinsAt.getOrDefault(prefix.text().strip(), found));
    }
    for (int to = 0; !pinsFrom.isEmpty() && to <= prefix.text().length(); to++) {
      found.or(pinsFrom.getOrDefault(prefix.text().substring(0, to), found));
    }
    return found;
  }

  /**
   * The ids of the rules that say something of a prefix or of texts, in the order of the document.
   *
   * @param texts what was shown, what it was before it was rewritten, and what might have been
   */
  public List<String> ids(Prefix prefix, Set<String> texts) {
    BitSet named = pins(prefix);
    named.or(only);
    texts.forEach(text -> named.or(matching(text)));
    List<String> ids = new ArrayList<>();
    named.stream().forEach(place -> ids.add(set.rule(place).id()));
    return ids;
  }

  /** The rules in force that name a text. */
  private BitSet matching(String text) {
    BitSet found = set.naming(text);
    found.and(places);
    return found;
  }

  private boolean has(BitSet named, Class<? extends Action> kind) {
    return named.stream().anyMatch(place -> kind.isInstance(set.rule(place).action()));
  }

  /** What {@link #places()} counts in. */
  RuleSet set() {
    return set;
  }

  BitSet places() {
    return places;
  }
}
