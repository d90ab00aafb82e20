package dev.onesug.model.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BelievedNodesTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void of_randomBelief_isEveryPathWalkedOneByOne(long seed) {
    Random random = new Random(seed);
    TokenTrie trie = TokenTrieBuilder.build(RandomQueries.of(random, 400, 6, 9));
    int[] parentOf = new int[trie.nodes()];
    for (int node = 0; node < trie.nodes(); node++) {
      Arrays.fill(parentOf, trie.firstChild(node), trie.endOfChildren(node), node);
    }
    int[] endOf = new int[400];
    Arrays.fill(endOf, -1);
    IntStream.range(0, trie.nodes())
        .filter(trie::isEnd)
        .forEach(end -> endOf[trie.query(end)] = end);
    int[] queries = random.ints(60, 0, 400).toArray();
    Belief belief = new Belief(queries, random.doubles(60, 0, 0.01).toArray());

    Map<Integer, Double> expected = new TreeMap<>();
    for (int i = 0; i < queries.length; i++) {
      for (int node = endOf[queries[i]]; node > TokenTrie.ROOT; node = parentOf[node]) {
        expected.merge(node, belief.shares()[i], Double::sum);
      }
      if (endOf[queries[i]] >= 0) {
        expected.merge(TokenTrie.ROOT, belief.shares()[i], Double::sum);
      }
    }

    BelievedNodes found = BelievedNodes.of(belief, endOf, parentOf);
    assertThat(found.nodes())
        .containsExactly(expected.keySet().stream().mapToInt(n -> n).toArray());
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.shares()[i]).isCloseTo(expected.get(found.nodes()[i]), within(1e-12));
      assertThat(found.nodes()[found.parents()[i]]).isEqualTo(parentOf[found.nodes()[i]]);
    }
  }

  @Test
  void of_nothingInTheTrie_isNoNode() {
    int[] absent = {-1, -1};
    assertThat(BelievedNodes.of(Belief.POPULARITY, absent, new int[1]).size()).isZero();
    Belief belief = new Belief(new int[] {1}, new double[] {0.5});
    assertThat(BelievedNodes.of(belief, absent, new int[1]).size()).isZero();
  }

  @Test
  void belief_sharesThatAreNone_areRefused() {
    assertThatThrownBy(() -> new Belief(new int[] {1, 2}, new double[] {0.5, 0.5}))
        .hasMessage("shares: their sum is 1.0 (expected: below 1, none negative)");
    assertThatThrownBy(() -> new Belief(new int[] {1, 2}, new double[] {0.5, -0.1}))
        .hasMessage("shares: their sum is 0.4 (expected: below 1, none negative)");
    assertThatThrownBy(() -> new Belief(new int[] {1, 2}, new double[] {0.5}))
        .hasMessage("shares: 1 (expected: 2, one a query)");
  }
}
