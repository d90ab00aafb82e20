package dev.onesug.serving.rules;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.BitSet;
import java.util.Map;

/**
 * An index as rules see it: what they take out of it and what they favour. What a set of rules
 * names is found once and kept as long as somebody has the set. Safe for concurrent use.
 */
public final class RuledIndex {
  private static final int KEPT_PATTERNS = 256;

  private final IndexedTexts index;
  private final Cache<RuleSet, CompiledRules> compiled =
      Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();
  private final Cache<String, int[]> patterns =
      Caffeine.newBuilder().maximumSize(KEPT_PATTERNS).executor(Runnable::run).build();

  /** Over an index that does not change. */
  public RuledIndex(IndexedTexts index) {
    this.index = index;
  }

  /** The queries that may not be suggested. */
  public BitSet excluded(RulesInForce rules) {
    return compiled(rules).excluded(rules, index);
  }

  /** The logarithm of the factor of each query that is favoured. */
  public Map<Integer, Double> logFactors(RulesInForce rules) {
    return compiled(rules).logFactors(rules);
  }

  private CompiledRules compiled(RulesInForce rules) {
    return compiled.get(rules.set(), set -> CompiledRules.of(set, index, patterns));
  }
}
