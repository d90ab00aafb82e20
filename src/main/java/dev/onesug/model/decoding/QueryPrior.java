package dev.onesug.model.decoding;

import dev.onesug.model.text.TokenText;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * What is believed of a query before the model is asked. With N(·) the searches of queries, u(·)
 * the shares of a {@link Belief} about the user, w(·) those of one about what the text may mean
 * instead of being continued, p the typed text and ε the share of searches that leave it:
 *
 * <pre>
 * b(q)         = u(q) + rest(u) · N(q) / N(all queries)
 * prior(q | p) = (1 − ε) · b(q) / b(queries that continue p), if q does
 *                + ε · (w(q) + rest(w) · b(q))
 * </pre>
 *
 * up to a factor where a belief leaves queries out ({@link Belief#only}). Given as shares of the
 * children of a trie's nodes, so that it is a part of every choice of the {@link Score}. With a
 * model that says nothing, the score is exactly the logarithm of this prior; where no belief says
 * anything either, that is most popular completion. Immutable.
 */
public final class QueryPrior {
  private final TokenTrie trie;
  private final long[] counts;
  private final float[] logCounts;
  private final int[] parentOf;
  private final int[] endOf;
  private final TypedNodes typedNodes;

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
   */
  public QueryPrior(TokenTrie trie, TokenText text, IntUnaryOperator popularity) {
    this.trie = trie;
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
    this.typedNodes = new TypedNodes(trie, text, counts);
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

  /** The prior of one keystroke where nothing is known but popularity. */
  public Typed given(String typed, double leavingShare) {
    return given(typed, leavingShare, Belief.NONE, Belief.NONE);
  }

  /**
   * The prior of one keystroke.
   *
   * @param leavingShare ε, above 0 and at most 1
   * @param user before anything is typed: what it leaves is popularity's
   * @param meant of searches that do not continue the text: what it leaves is believed of the user
   */
  public Typed given(String typed, double leavingShare, Belief user, Belief meant) {
    if (!(leavingShare > 0 && leavingShare <= 1)) {
      throw new IllegalArgumentException(
          "leavingShare: " + leavingShare + " (expected: above 0, at most 1)");
    }
    return new Typed(typed, leavingShare, user, meant);
  }

  /**
   * The prior given a typed text and beliefs. Immutable once made; the work is proportional to the
   * ways of spelling the text and to the queries that the beliefs name.
   *
   * <p>Most nodes hold nothing that a belief names and stand to the text as their parent does:
   * their mass is their searches times one factor. The others are the special ones, whose masses
   * are kept in the order of the nodes, so that the special children of a node are a range.
   */
  public final class Typed {
    private final TypedNodes.Found found;

    /** Mass for each search of a query that continues the text, and of one that leaves it. */
    private final double perContinuing;

    private final double perLeaving;
    private final int[] special;
    private final double[] masses;

    private Typed(String typed, double leavingShare, Belief user, Belief meant) {
      found = typedNodes.find(typed);
      BelievedNodes believed = BelievedNodes.of(user, meant, endOf, parentOf);
      Standing[] standings = standings(believed);
      double[] continuingShares = continuingShares(believed, standings);

      double perSearch = user.rest() / counts[TokenTrie.ROOT];
      double continued =
          perSearch * found.continuing(TokenTrie.ROOT, root())
              + (believed.size() == 0 ? 0 : continuingShares[0]);
      double gain = continued == 0 ? 0 : (1 - leavingShare) / continued;
      double leaving = leavingShare * meant.rest();
      perContinuing = perSearch * (gain + leaving);
      perLeaving = perSearch * leaving;

      int[] typedOnly =
          Arrays.stream(found.nodes())
              .filter(node -> Arrays.binarySearch(believed.nodes(), node) < 0)
              .toArray();
      special = new int[typedOnly.length + believed.size()];
      masses = new double[special.length];
      int next = 0;
      for (int i = 0; i < special.length; i++) {
        int b = i - next;
        if (b == believed.size()
            || (next < typedOnly.length && typedOnly[next] < believed.nodes()[b])) {
          special[i] = typedOnly[next++];
          masses[i] = ofSearches(special[i], found.standing(special[i], Standing.UNDECIDED));
        } else {
          special[i] = believed.nodes()[b];
          masses[i] =
              ofSearches(special[i], standings[b])
                  + gain * continuingShares[b]
                  + leaving * believed.first()[b]
                  + leavingShare * believed.second()[b];
        }
      }
    }

    private Standing[] standings(BelievedNodes believed) {
      Standing[] standings = new Standing[believed.size()];
      for (int i = 0; i < standings.length; i++) {
        standings[i] =
            i == 0 ? root() : standing(believed.nodes()[i], standings[believed.parents()[i]]);
      }
      return standings;
    }

    /** How much of what is believed of the user below each node continues the typed text. */
    private double[] continuingShares(BelievedNodes believed, Standing[] standings) {
      double[] shares = new double[believed.size()];
      for (int i = shares.length - 1; i >= 0; i--) {
        if (standings[i] == Standing.CONTINUES) {
          shares[i] = believed.first()[i];
        }
        int parent = believed.parents()[i];
        if (i > 0 && standings[parent] == Standing.UNDECIDED) {
          shares[parent] += shares[i];
        }
      }
      return shares;
    }

    /** The part of a node's mass that popularity gives it. */
    private double ofSearches(int node, Standing standing) {
      return perLeaving * counts[node]
          + (perContinuing - perLeaving) * found.continuing(node, standing);
    }

    /** How the empty beginning stands. */
    public Standing root() {
      return found.root();
    }

    /** How a child stands, by how its parent does. */
    public Standing standing(int child, Standing parent) {
      return found.standing(child, parent);
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
