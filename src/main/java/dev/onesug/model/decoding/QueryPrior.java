package dev.onesug.model.decoding;

import dev.onesug.model.text.TokenText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * What is believed of a query before the model is asked: queries are as likely as they are popular,
 * and all but a known share of the searches continue the typed text. With N(·) the searches of
 * queries, p the typed text and ε the share of searches that leave it:
 *
 * <pre>
 * prior(q | p) = (1 − ε) · N(q) / N(queries that continue p), if q does + ε · N(q) / N(all queries)
 * </pre>
 *
 * Given as shares of the children of a trie's nodes, so that it is a part of every choice of the
 * {@link Score}. With a model that says nothing, the score is exactly the logarithm of this prior:
 * most popular completion. Immutable.
 */
public final class QueryPrior {
  private final TokenTrie trie;
  private final TokenText text;
  private final double leavingShare;
  private final long[] counts;
  private final float[] logCounts;
  private final Map<Character, List<Integer>> rootChildren = new HashMap<>();

  /** How a beginning stands to the typed text. */
  public enum Standing {
    /** It spells all of it. */
    CONTINUES,
    /** It spells a part of it, and something below it continues it. */
    UNDECIDED,
    /** It spells something else, or nothing below it continues it. */
    LEAVES
  }

  /**
   * Counts the searches below every node.
   *
   * @param popularity searches of a query by its id; counted as at least 1
   * @param leavingShare ε, above 0 and below 1
   */
  public QueryPrior(
      TokenTrie trie, TokenText text, IntUnaryOperator popularity, double leavingShare) {
    if (!(leavingShare > 0 && leavingShare < 1)) {
      throw new IllegalArgumentException(
          "leavingShare: " + leavingShare + " (expected: above 0, below 1)");
    }
    this.trie = trie;
    this.text = text;
    this.leavingShare = leavingShare;
    this.counts = new long[trie.nodes()];
    this.logCounts = new float[trie.nodes()];
    // Nodes are numbered breadth first: children come after their parent.
    for (int node = trie.nodes() - 1; node >= 0; node--) {
      counts[node] =
          trie.isEnd(node)
              ? Math.max(1, popularity.applyAsInt(trie.query(node)))
              : ofChildren(node);
      logCounts[node] = (float) Math.log((double) counts[node]);
    }
    for (int child = trie.firstChild(TokenTrie.ROOT);
        child < trie.endOfChildren(TokenTrie.ROOT);
        child++) {
      String spelled = trie.isEnd(child) ? "" : text.textOf(trie.token(child)).stripLeading();
      if (!spelled.isEmpty()) {
        rootChildren.computeIfAbsent(spelled.charAt(0), letter -> new ArrayList<>()).add(child);
      }
    }
  }

  private long ofChildren(int node) {
    long sum = 0;
    for (int child = trie.firstChild(node); child < trie.endOfChildren(node); child++) {
      sum += counts[child];
    }
    return sum;
  }

  public TokenTrie trie() {
    return trie;
  }

  /** The prior of one keystroke. */
  public Typed given(String typed) {
    return new Typed(typed);
  }

  /**
   * The prior given a typed text. Immutable once made; the work is proportional to the ways of
   * spelling the text.
   */
  public final class Typed {
    private final String typed;
    private final Map<Integer, Long> undecided = new HashMap<>();
    private final Set<Integer> continuing = new HashSet<>();
    private final Standing root;
    private final double logContinuing;
    private final double logLeaving;

    private Typed(String typed) {
      this.typed = typed;
      long all = counts[TokenTrie.ROOT];
      long continued = typed.isEmpty() ? all : continuedBelow(TokenTrie.ROOT, 0);
      root =
          typed.isEmpty()
              ? Standing.CONTINUES
              : continued == 0 ? Standing.LEAVES : Standing.UNDECIDED;
      undecided.put(TokenTrie.ROOT, continued);
      logLeaving = Math.log(leavingShare / all);
      logContinuing = Math.log((1 - leavingShare) / Math.max(1, continued) + leavingShare / all);
    }

    /**
     * The searches below a node, that spells the first characters of the typed text, which continue
     * it.
     */
    private long continuedBelow(int node, int matched) {
      long continued = 0;
      if (node == TokenTrie.ROOT) {
        for (int child : rootChildren.getOrDefault(typed.charAt(0), List.of())) {
          continued += continued(child, matched);
        }
        return continued;
      }
      for (int child = trie.firstChild(node); child < trie.endOfChildren(node); child++) {
        continued += trie.isEnd(child) ? 0 : continued(child, matched);
      }
      return continued;
    }

    private long continued(int child, int matched) {
      int now = TypedText.matched(typed, matched, text.textOf(trie.token(child)));
      if (now < 0) {
        return 0;
      }
      if (now == typed.length()) {
        continuing.add(child);
        return counts[child];
      }
      long below = continuedBelow(child, now);
      if (below > 0) {
        undecided.put(child, below);
      }
      return below;
    }

    /** How the empty beginning stands. */
    public Standing root() {
      return root;
    }

    /** How a child stands, by how its parent does. */
    public Standing standing(int child, Standing parent) {
      if (parent != Standing.UNDECIDED) {
        return parent;
      }
      if (continuing.contains(child)) {
        return Standing.CONTINUES;
      }
      return undecided.containsKey(child) ? Standing.UNDECIDED : Standing.LEAVES;
    }

    /**
     * The log-shares of all children of a node: logarithms of numbers that sum to 1.
     *
     * @param into gets them, in the order of the children
     * @param from where the first goes
     */
    public void logShares(int node, Standing standing, float[] into, int from) {
      int first = trie.firstChild(node);
      int children = trie.endOfChildren(node) - first;
      double logMass = standing == Standing.UNDECIDED ? logMass(node) : logCounts[node];
      for (int i = 0; i < children; i++) {
        int child = first + i;
        double log = logCounts[child];
        if (standing == Standing.UNDECIDED) {
          log =
              switch (standing(child, standing)) {
                case CONTINUES -> log + logContinuing;
                case UNDECIDED -> logMass(child);
                case LEAVES -> log + logLeaving;
              };
        }
        into[from + i] = (float) (log - logMass);
      }
    }

    private double logMass(int node) {
      double continued = undecided.getOrDefault(node, 0L);
      double allContinued = Math.max(1, undecided.getOrDefault(TokenTrie.ROOT, 0L));
      return Math.log(
          (1 - leavingShare) * continued / allContinued
              + leavingShare * counts[node] / counts[TokenTrie.ROOT]);
    }
  }
}
