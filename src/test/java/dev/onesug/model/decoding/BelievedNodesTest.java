package dev.onesug.model.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    Belief first = belief(random, 60);
    Belief second = belief(random, 20);

    Map<Integer, Double> ofFirst = walked(first, endOf, parentOf);
    Map<Integer, Double> ofSecond = walked(second, endOf, parentOf);
    int[] expected =
        Stream.of(ofFirst, ofSecond)
            .flatMap(nodes -> nodes.keySet().stream())
            .mapToInt(node -> node)
            .distinct()
            .sorted()
            .toArray();

    BelievedNodes found = BelievedNodes.of(first, second, endOf, parentOf);
    assertThat(found.nodes()).containsExactly(expected);
    for (int i = 0; i < found.size(); i++) {
      int node = found.nodes()[i];
      assertThat(found.first()[i]).isCloseTo(ofFirst.getOrDefault(node, 0.0), within(1e-12));
      assertThat(found.second()[i]).isCloseTo(ofSecond.getOrDefault(node, 0.0), within(1e-12));
      assertThat(found.nodes()[found.parents()[i]]).isEqualTo(parentOf[node]);
    }
  }

  private static Belief belief(Random random, int size) {
    return new Belief(random.ints(size, 0, 400).toArray(), random.doubles(size, 0, 0.01).toArray());
  }

  private static Map<Integer, Double> walked(Belief belief, int[] endOf, int[] parentOf) {
    Map<Integer, Double> below = new HashMap<>();
    for (int i = 0; i < belief.queries().length; i++) {
      int node = endOf[belief.queries()[i]];
      while (node > TokenTrie.ROOT) {
        below.merge(node, belief.shares()[i], Double::sum);
        node = parentOf[node];
      }
      if (node == TokenTrie.ROOT) {
        below.merge(node, belief.shares()[i], Double::sum);
      }
    }
    return below;
  }

  @Test
  void of_nothingInTheTrie_isNoNode() {
    int[] endOf = {-1, -1};
    Belief absent = new Belief(new int[] {1, 2}, new double[] {0.5, 0.1});
    assertThat(BelievedNodes.of(Belief.NONE, absent, endOf, new int[1]).size()).isZero();
    assertThat(BelievedNodes.of(absent, Belief.NONE, endOf, new int[1]).size()).isZero();
  }

  @Test
  void belief_sharesThatAreNone_areRefused() {
    assertThatThrownBy(() -> new Belief(new int[] {1, 2}, new double[] {0.5, 0.5}))
        .hasMessage("shares: their sum is 1.0, the rest 0.0 (expected: above 0, at most 1 in all)");
    assertThatThrownBy(() -> new Belief(new int[] {1, 2}, new double[] {0.5, -0.1}))
        .hasMessage("share: -0.1 (expected: at least 0)");
    assertThatThrownBy(() -> new Belief(new int[] {1, 2}, new double[] {0.5}))
        .hasMessage("shares: 1 (expected: 2, one a query)");
  }

  @Test
  void only_someQueries_leavesNoMoreToOthers() {
    Belief belief = new Belief(new int[] {1, 2, 1}, new double[] {0.25, 0.25, 0.125});
    Belief ones = belief.only(query -> query == 1);
    assertThat(ones.queries()).containsExactly(1, 1);
    assertThat(ones.shares()).containsExactly(0.25, 0.125);
    assertThat(ones.rest()).isEqualTo(0.375);
  }
}
