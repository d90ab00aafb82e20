package dev.onesug.model.decoding;

import dev.onesug.model.text.TokenText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * What is believed of a query before the model is asked: what the {@link Belief} says of it, given
 * that all but a known share of the searches continue the typed text. With b(·) the belief in
 * queries, where popularity's part of it is in proportion to N(q), the searches of a query, p the
 * typed text and ε the share of searches that leave it:
 *
 * <pre>
 * prior(q | p) = (1 − ε) · b(q) / b(queries that continue p), if q does + ε · b(q)
 * </pre>
 *
 * Given as shares of the children of a trie's nodes, so that it is a part of every choice of the
 * {@link Score}. With a model that says nothing, the score is exactly the logarithm of this prior;
 * with nothing known of the user, that is most popular completion. Immutable.
 */
public final class QueryPrior {
  private final TokenTrie trie;
  private final TokenText text;
  private final double leavingShare;
  private final long[] counts;
  private final float[] logCounts;
  private final int[] parentOf;
  private final int[] endOf;
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
    this.parentOf = new int[trie.nodes()];
    this.endOf = endOf(trie);
    // Nodes are numbered breadth first: children come after their parent.
    for (int node = trie.nodes() - 1; node >= 0; node--) {
      counts[node] =
          trie.isEnd(node)
              ? Math.max(1, popularity.applyAsInt(trie.query(node)))
              : ofChildren(node);
      logCounts[node] = (float) Math.log((double) counts[node]);
      Arrays.fill(parentOf, trie.firstChild(node), trie.endOfChildren(node), node);
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

  /** For each query the node where it ends; -1 for one that is not in the trie. */
  private static int[] endOf(TokenTrie trie) {
    int[] ends = IntStream.range(0, trie.nodes()).filter(trie::isEnd).toArray();
    int[] endOf = new int[1 + Arrays.stream(ends).map(trie::query).max().orElse(-1)];
    Arrays.fill(endOf, -1);
    for (int end : ends) {
      endOf[trie.query(end)] = end;
    }
    return endOf;
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

  /** The prior of one keystroke of a user of whom nothing is known. */
  public Typed given(String typed) {
    return given(typed, Belief.POPULARITY);
  }

  /** The prior of one keystroke. */
  public Typed given(String typed, Belief belief) {
    return new Typed(typed, belief);
  }

  /**
   * The prior given a typed text and a belief. Immutable once made; the work is proportional to the
   * ways of spelling the text and to the queries that the belief names.
   *
   * <p>Most nodes hold nothing that the belief names and stand to the text as their parent does:
   * their mass is their searches times one factor. The others are the special ones, whose masses
   * are kept in the order of the nodes, so that the special children of a node are a range.
   */
  public final class Typed {
    private final String typed;
    private final Map<Integer, Long> undecided = new HashMap<>();
    private final Set<Integer> continuing = new HashSet<>();
    private final Standing root;

    /** Mass for each search of a query that continues the text, and of one that leaves it. */
    private final double perContinuing;

    private final double perLeaving;
    private final int[] special;
    private final double[] masses;

    private Typed(String typed, Belief belief) {
      this.typed = typed;
      long all = counts[TokenTrie.ROOT];
      long continued = typed.isEmpty() ? all : continuedBelow(TokenTrie.ROOT, 0);
      root =
          typed.isEmpty()
              ? Standing.CONTINUES
              : continued == 0 ? Standing.LEAVES : Standing.UNDECIDED;
      undecided.put(TokenTrie.ROOT, continued);

      BelievedNodes believed = BelievedNodes.of(belief, endOf, parentOf);
      Standing[] standings = standings(believed);
      double[] continuingShares = continuingShares(believed, standings);
      double perSearch = belief.popularShare() / all;
      double continuedBelief =
          perSearch * continued + (believed.size() == 0 ? 0 : continuingShares[0]);
      double gain = continued == 0 ? 0 : (1 - leavingShare) / continuedBelief;
      perContinuing = perSearch * (gain + leavingShare);
      perLeaving = perSearch * leavingShare;

      int[] typedOnly = typedOnly(believed);
      special = new int[typedOnly.length + believed.size()];
      masses = new double[special.length];
      int next = 0;
      for (int i = 0; i <= believed.size(); i++) {
        int node = i < believed.size() ? believed.nodes()[i] : Integer.MAX_VALUE;
        for (; next < typedOnly.length && typedOnly[next] < node; next++) {
          special[i + next] = typedOnly[next];
          masses[i + next] = ofSearches(typedOnly[next], decided(typedOnly[next]));
        }
        if (i < believed.size()) {
          special[i + next] = node;
          masses[i + next] =
              ofSearches(node, standings[i])
                  + leavingShare * believed.shares()[i]
                  + gain * continuingShares[i];
        }
      }
    }

    /** The nodes that are special for the typed text alone, rising. */
    private int[] typedOnly(BelievedNodes believed) {
      return IntStream.concat(
              undecided.keySet().stream().mapToInt(Integer::intValue),
              continuing.stream().mapToInt(Integer::intValue))
          .filter(node -> Arrays.binarySearch(believed.nodes(), node) < 0)
          .sorted()
          .toArray();
    }

    private Standing decided(int node) {
      return continuing.contains(node) ? Standing.CONTINUES : Standing.UNDECIDED;
    }

    private Standing[] standings(BelievedNodes believed) {
      Standing[] standings = new Standing[believed.size()];
      for (int i = 0; i < standings.length; i++) {
        standings[i] =
            i == 0 ? root : standing(believed.nodes()[i], standings[believed.parents()[i]]);
      }
      return standings;
    }

    /** How much of the belief below each node continues the typed text. */
    private double[] continuingShares(BelievedNodes believed, Standing[] standings) {
      double[] shares = new double[believed.size()];
      for (int i = shares.length - 1; i >= 0; i--) {
        if (standings[i] == Standing.CONTINUES) {
          shares[i] = believed.shares()[i];
        }
        int parent = believed.parents()[i];
        if (i > 0 && standings[parent] == Standing.UNDECIDED) {
          shares[parent] += shares[i];
        }
      }
      return shares;
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

    /** The part of a node's mass that popularity gives it. */
    private double ofSearches(int node, Standing standing) {
      return switch (standing) {
        case CONTINUES -> perContinuing * counts[node];
        case LEAVES -> perLeaving * counts[node];
        case UNDECIDED ->
            perLeaving * counts[node]
                + (perContinuing - perLeaving) * undecided.getOrDefault(node, 0L);
      };
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
      int known = Arrays.binarySearch(special, node);
      double logMass = Math.log(known < 0 ? ofSearches(node, standing) : masses[known]);
      double perSearch = standing == Standing.CONTINUES ? perContinuing : perLeaving;
      float logFactor = (float) (Math.log(perSearch) - logMass);
      for (int i = 0; i < children; i++) {
        into[from + i] = logCounts[first + i] + logFactor;
      }
      int at = Arrays.binarySearch(special, first);
      for (int i = at < 0 ? ~at : at; i < special.length && special[i] < first + children; i++) {
        into[from + special[i] - first] = (float) (Math.log(masses[i]) - logMass);
      }
    }
  }
}
