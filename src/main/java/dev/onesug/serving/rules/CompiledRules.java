package dev.onesug.serving.rules;

import com.github.benmanes.caffeine.cache.Cache;
import com.google.re2j.Pattern;
import dev.onesug.serving.rules.Action.Allow;
import dev.onesug.serving.rules.Action.Block;
import dev.onesug.serving.rules.Action.Boost;
import dev.onesug.serving.rules.Action.Only;
import dev.onesug.serving.rules.Action.Rewrite;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Which stored queries each rule of a set names: one pass over an index, after which rules are
 * numbers. Immutable; it does not keep the set.
 */
public final class CompiledRules {
  private final int indexed;

  /** By the rule's place; each query once, rising. */
  private final int[][] named;

  private CompiledRules(int indexed, int[][] named) {
    this.indexed = indexed;
    this.named = named;
  }

  /**
   * Looks at every stored query, if rules name words or patterns.
   *
   * @param patterns what patterns matched in this index before; they cost most
   */
  static CompiledRules of(RuleSet set, IndexedTexts index, Cache<String, int[]> patterns) {
    LongStream.Builder pairs = LongStream.builder();
    TextMatcher matcher = set.matcher();
    matcher
        .queries()
        .forEach((text, places) -> index.find(text).ifPresent(query -> add(pairs, places, query)));
    if (matcher.hasWords()) {
      for (int query = 0; query < index.size(); query++) {
        int one = query;
        matcher.matchWords(index.text(query), place -> pairs.add(pair(place, one)));
      }
    }
    matcher
        .patterns()
        .forEach(
            (pattern, places) -> {
              int[] queries = patterns.get(pattern.pattern(), unused -> matched(pattern, index));
              Arrays.stream(queries).forEach(query -> add(pairs, places, query));
            });
    return new CompiledRules(index.size(), byPlace(pairs.build(), set.size()));
  }

  private static void add(LongStream.Builder pairs, List<Integer> places, int query) {
    places.forEach(place -> pairs.add(pair(place, query)));
  }

  private static long pair(int place, int query) {
    return (long) place << Integer.SIZE | query;
  }

  private static int[][] byPlace(LongStream pairs, int places) {
    long[] sorted = pairs.sorted().distinct().toArray();
    int[][] queries = new int[places][];
    int from = 0;
    for (int place = 0; place < places; place++) {
      int to = from;
      while (to < sorted.length && sorted[to] >>> Integer.SIZE == place) {
        to++;
      }
      queries[place] = Arrays.stream(sorted, from, to).mapToInt(pair -> (int) pair).toArray();
      from = to;
    }
    return queries;
  }

  private static int[] matched(Pattern pattern, IndexedTexts index) {
    return IntStream.range(0, index.size())
        .filter(query -> pattern.matcher(index.text(query)).find())
        .toArray();
  }

  /** The stored queries that may not be suggested under rules of the set. */
  BitSet excluded(RulesInForce rules, IndexedTexts index) {
    BitSet excluded = all(rules, Block.class);
    if (any(rules, Only.class)) {
      BitSet others = all(rules, Only.class);
      others.flip(0, indexed);
      excluded.or(others);
    }
    excluded.andNot(all(rules, Allow.class));
    // What would be shown as something that may not be shown takes no place either.
    all(rules, Rewrite.class).stream()
        .filter(query -> rules.rewritten(index.text(query)) == null)
        .forEach(excluded::set);
    return excluded;
  }

  /** The logarithm of the factor of each stored query that rules of the set boost. */
  Map<Integer, Double> logFactors(RulesInForce rules) {
    Map<Integer, Double> logFactors = new HashMap<>();
    rules.places().stream()
        .forEach(
            place -> {
              if (rules.set().rule(place).action() instanceof Boost boost) {
                double logFactor = Math.log(boost.factor());
                for (int query : named[place]) {
                  logFactors.merge(query, logFactor, Double::sum);
                }
              }
            });
    return logFactors;
  }

  private BitSet all(RulesInForce rules, Class<? extends Action> kind) {
    BitSet all = new BitSet(indexed);
    rules.places().stream()
        .filter(place -> kind.isInstance(rules.set().rule(place).action()))
        .forEach(place -> Arrays.stream(named[place]).forEach(all::set));
    return all;
  }

  private static boolean any(RulesInForce rules, Class<? extends Action> kind) {
    return rules.places().stream()
        .anyMatch(place -> kind.isInstance(rules.set().rule(place).action()));
  }
}
