package dev.onesug.serving.rules;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The rules of one document. Most keystrokes are under the same few of them, which are therefore
 * put together once and kept. Safe for concurrent use.
 */
public final class RuleSet {
  /** No rules. */
  public static final RuleSet EMPTY = new RuleSet(List.of(), "none");

  /** Scopes, which anybody can invent, and combinations of rules that are kept. */
  private static final int KEPT = 1024;

  private static final int USUAL = 16;

  /** Scopes that are looked at for them. */
  private static final int SCOPES = 64;

  private final List<Rule> rules;
  private final String revision;
  private final TextMatcher matcher;

  /** Texts that rules bring themselves: every keystroke may ask for them. */
  private final Set<String> brought = new HashSet<>();

  /** What names them, by their places; looked for once, as patterns take long. */
  private final Map<String, int[]> naming = new ConcurrentHashMap<>();

  /** Where rules may be in force that are not in force everywhere. */
  private final List<Scope> scopes;

  /** The rules of each condition, by their place. */
  private final Map<When, BitSet> conditions = new LinkedHashMap<>();

  private final Cache<Scope, Standing> standings =
      Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build();
  private final Cache<BitSet, RulesInForce> combinations =
      Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build();

  /** What is in force somewhere, and how long that stays so. */
  private record Standing(RulesInForce rules, Instant from, Instant until) {
    boolean isOf(Instant now) {
      return !now.isBefore(from) && now.isBefore(until);
    }
  }

  /**
   * @param revision the same for documents that say the same, byte by byte
   */
  RuleSet(List<Rule> rules, String revision) {
    this.rules = List.copyOf(rules);
    this.revision = revision;
    this.matcher = new TextMatcher(rules.stream().map(rule -> rule.action().selection()).toList());
    for (int place = 0; place < rules.size(); place++) {
      conditions.computeIfAbsent(rules.get(place).when(), unused -> new BitSet()).set(place);
      brought.addAll(rules.get(place).action().brings());
    }
    scopes = scopes(conditions.keySet());
  }

  /** Those of which one thing is said before those of which two are. */
  private static List<Scope> scopes(Collection<When> conditions) {
    Set<Scope> scopes = new LinkedHashSet<>();
    scopes.add(Scope.ANYWHERE);
    for (When one : conditions) {
      scopes.add(new Scope(one.locale(), null));
      scopes.add(new Scope(null, one.category()));
    }
    List<Scope> single = scopes.stream().limit(SCOPES).toList();
    Stream<Scope> pairs =
        single.stream()
            .flatMap(
                locale ->
                    single.stream()
                        .map(category -> new Scope(locale.locale(), category.category())));
    return Stream.concat(single.stream(), pairs).distinct().limit(SCOPES).toList();
  }

  public int size() {
    return rules.size();
  }

  /** The same for documents that say the same, byte by byte. */
  public String revision() {
    return revision;
  }

  Rule rule(int place) {
    return rules.get(place);
  }

  TextMatcher matcher() {
    return matcher;
  }

  /** The places of all rules that name a text. */
  BitSet naming(String text) {
    if (!brought.contains(text)) {
      return lookFor(text);
    }
    int[] known = naming.computeIfAbsent(text, one -> lookFor(one).stream().toArray());
    BitSet places = new BitSet();
    Arrays.stream(known).forEach(places::set);
    return places;
  }

  private BitSet lookFor(String text) {
    BitSet places = new BitSet();
    matcher.match(text, places::set);
    return places;
  }

  /** The rules in force, the same object as long as they are the same. */
  public RulesInForce inForce(Scope scope, Instant now) {
    if (rules.isEmpty()) {
      return RulesInForce.NONE;
    }
    Standing known = standings.getIfPresent(scope);
    if (known == null || !known.isOf(now)) {
      known = standing(scope, now);
      standings.put(scope, known);
    }
    return known.rules();
  }

  /**
   * The rules in force where nothing is said of the place, and in places that rules name, each
   * combination once, but not more than {@value #USUAL}.
   */
  public List<RulesInForce> usual(Instant now) {
    return scopes.stream().map(scope -> inForce(scope, now)).distinct().limit(USUAL).toList();
  }

  private Standing standing(Scope scope, Instant now) {
    BitSet places = new BitSet();
    Instant until = Instant.MAX;
    for (Map.Entry<When, BitSet> condition : conditions.entrySet()) {
      if (condition.getKey().holds(scope, now)) {
        places.or(condition.getValue());
      }
      Instant change = condition.getKey().nextChange(now);
      until = change.isBefore(until) ? change : until;
    }
    RulesInForce inForce =
        places.isEmpty()
            ? RulesInForce.NONE
            : combinations.get(places, those -> new RulesInForce(this, those));
    return new Standing(inForce, now, until);
  }
}
