package dev.onesug.model.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.IntBuffer;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenTrieTest {

  @Test
  void build_threeQueries_numbersNodesBreadthFirst() {
    TokenTrie trie = TokenTrieBuilder.build(new int[][] {{7, 3}, {5}, {7}});

    assertThat(labels(trie)).containsExactly(0, 5, 7, ~1, ~2, 3, ~0);
    assertThat(trie.firstChild(TokenTrie.ROOT)).isEqualTo(1);
    assertThat(trie.endOfChildren(TokenTrie.ROOT)).isEqualTo(3);
    assertThat(trie.find(7)).isEqualTo(2);
    assertThat(trie.find(7, 3)).isZero();
    assertThat(trie.find(3)).isEqualTo(-1);
    assertThat(trie.find()).isEqualTo(-1);
  }

  @Test
  void build_noQueries_isARootWithoutChildren() {
    TokenTrie trie = TokenTrieBuilder.build(new int[0][]);

    assertThat(trie.nodes()).isOne();
    assertThat(trie.endOfChildren(TokenTrie.ROOT)).isEqualTo(trie.firstChild(TokenTrie.ROOT));
    assertThat(trie.find(1)).isEqualTo(-1);
  }

  @Test
  void build_sameTokensOrNone_keepsTheLowestIdAndLeavesOutTheEmpty() {
    TokenTrie trie = TokenTrieBuilder.build(new int[][] {{}, {4, 4}, {4, 4}});

    assertThat(trie.find(4, 4)).isOne();
    assertThat(trie.nodes()).isEqualTo(4);
  }

  @Test
  void build_negativeToken_isRefusedByQuery() {
    assertThatThrownBy(() -> TokenTrieBuilder.build(new int[][] {{1}, {-2}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("query 1: token -2 (expected: at least 0)");
  }

  @Test
  void find_randomQueries_findsEveryQueryAndReachesNoOther() {
    Random random = new Random(11);
    int[][] queries = RandomQueries.of(random, 2000, 6, 9);
    TokenTrie trie = TokenTrieBuilder.build(queries);

    BitSet ends = new BitSet();
    for (int node = 0; node < trie.nodes(); node++) {
      if (node > 0 && trie.isEnd(node)) {
        assertThat(ends.get(trie.query(node))).isFalse();
        ends.set(trie.query(node));
      }
    }
    for (int query = 0; query < queries.length; query++) {
      int found = trie.find(queries[query]);
      assertThat(queries[found]).isEqualTo(queries[query]);
      assertThat(found).isLessThanOrEqualTo(query);
      assertThat(ends.get(query)).isEqualTo(found == query);
    }
    assertThat(ends.length()).isLessThanOrEqualTo(queries.length);
  }

  @Test
  void of_itsOwnSections_isTheSameTrie() {
    int[][] queries = RandomQueries.of(new Random(5), 300, 5, 7);
    TokenTrie trie = TokenTrieBuilder.build(queries);

    TokenTrie read = TokenTrie.of(trie.firstChildren(), trie.labels());

    for (int[] query : queries) {
      assertThat(read.find(query)).isEqualTo(trie.find(query));
    }
  }

  @Test
  void of_sectionsThatDoNotFit_isRefused() {
    assertThatThrownBy(() -> TokenTrie.of(IntBuffer.wrap(new int[] {1}), IntBuffer.allocate(3)))
        .hasMessage("token trie: 1 first children (expected: 4, one more than labels, at least 2)");
    assertThatThrownBy(
            () -> TokenTrie.of(IntBuffer.wrap(new int[] {1, 2, 9}), IntBuffer.allocate(2)))
        .hasMessage("token trie: children 1..9 (expected: 1..2)");
  }

  private static int[] labels(TokenTrie trie) {
    int[] labels = new int[trie.nodes()];
    trie.labels().get(labels);
    return labels;
  }
}
