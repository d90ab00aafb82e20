package dev.onesug.model.decoding;

import dev.onesug.model.decoding.QueryPrior.Standing;
import dev.onesug.model.text.TokenText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds how the nodes of a trie stand to typed texts. Immutable. */
final class TypedNodes {
  private final TokenTrie trie;
  private final TokenText text;
  private final long[] searches;
  private final Map<Character, List<Integer>> rootChildren = new HashMap<>();

  /**
   * @param searches of the queries below each node
   */
  TypedNodes(TokenTrie trie, TokenText text, long[] searches) {
    this.trie = trie;
    this.text = text;
    this.searches = searches;
    for (int child = trie.firstChild(TokenTrie.ROOT);
        child < trie.endOfChildren(TokenTrie.ROOT);
        child++) {
      String spelled = trie.isEnd(child) ? "" : text.textOf(trie.token(child)).stripLeading();
      if (!spelled.isEmpty()) {
        rootChildren.computeIfAbsent(spelled.charAt(0), letter -> new ArrayList<>()).add(child);
      }
    }
  }

  /** Looks for all ways of spelling a text; the work is proportional to them. */
  Found find(String typed) {
    return new Found(typed);
  }

  /**
   * The nodes that spell a part of a typed text that something below continues, and the nodes that
   * complete it. All others stand as their parent does.
   */
  final class Found {
    private final String typed;
    private final Map<Integer, Long> continuedBelow = new HashMap<>();
    private final Map<Integer, Standing> standings = new HashMap<>();

    private Found(String typed) {
      this.typed = typed;
      long all = searches[TokenTrie.ROOT];
      long continued = typed.isEmpty() ? all : continuedBelow(TokenTrie.ROOT, 0);
      Standing root = continued == 0 ? Standing.LEAVES : Standing.UNDECIDED;
      put(TokenTrie.ROOT, typed.isEmpty() ? Standing.CONTINUES : root, continued);
    }

    /**
     * The searches below a node, which spells the first characters of the text, that continue it.
     */
    private long continuedBelow(int node, int matched) {
      long continued = 0;
      if (node == TokenTrie.ROOT) {
        for (int child : rootChildren.getOrDefault(typed.charAt(0), List.of())) {
          continued += continuedFrom(child, matched);
        }
        return continued;
      }
      for (int child = trie.firstChild(node); child < trie.endOfChildren(node); child++) {
        continued += trie.isEnd(child) ? 0 : continuedFrom(child, matched);
      }
      return continued;
    }

    private long continuedFrom(int child, int matched) {
      int now = TypedText.matched(typed, matched, text.textOf(trie.token(child)));
      if (now < 0) {
        return 0;
      }
      boolean whole = now == typed.length();
      long continued = whole ? searches[child] : continuedBelow(child, now);
      if (continued > 0) {
        put(child, whole ? Standing.CONTINUES : Standing.UNDECIDED, continued);
      }
      return continued;
    }

    private void put(int node, Standing standing, long continued) {
      standings.put(node, standing);
      continuedBelow.put(node, continued);
    }

    /** Their numbers, rising. */
    int[] nodes() {
      return standings.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    Standing root() {
      return standing(TokenTrie.ROOT, Standing.UNDECIDED);
    }

    /** How a node stands, by how its parent does. */
    Standing standing(int node, Standing parent) {
      return parent == Standing.UNDECIDED ? standings.getOrDefault(node, Standing.LEAVES) : parent;
    }

    /** Of the searches below a node, those that continue the text. */
    long continuing(int node, Standing standing) {
      return switch (standing) {
        case CONTINUES -> searches[node];
        case UNDECIDED -> continuedBelow.getOrDefault(node, 0L);
        case LEAVES -> 0;
      };
    }
  }
}
