package dev.onesug.model.decoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;

/**
 * Beam search as it is usually written: all hypotheses of one length, then all of the next.
 *
 * @param logits of what may follow some tokens
 */
record StepwiseBeam(TokenTrie trie, Function<int[], IntToDoubleFunction> logits) {

  private record Item(int node, int[] tokens, double score) {}

  private static final Comparator<Item> BEST_FIRST =
      Comparator.comparingDouble(Item::score).reversed();

  /** Queries, best first. */
  List<Integer> search(int width, int limit) {
    List<Item> live = List.of(new Item(TokenTrie.ROOT, new int[0], 0));
    List<Item> finished = new ArrayList<>();
    while (!live.isEmpty()) {
      List<Item> next = new ArrayList<>();
      for (Item item : live) {
        expand(item).forEach(child -> (trie.isEnd(child.node) ? finished : next).add(child));
      }
      next.sort(BEST_FIRST);
      live = next.subList(0, Math.min(width, next.size()));
    }
    finished.sort(BEST_FIRST);
    return finished.stream().limit(limit).map(item -> trie.query(item.node)).toList();
  }

  private List<Item> expand(Item item) {
    IntToDoubleFunction logit = logits.apply(item.tokens);
    List<Item> children = new ArrayList<>();
    double sum = 0;
    for (int node = trie.firstChild(item.node); node < trie.endOfChildren(item.node); node++) {
      sum += Math.exp(logit.applyAsDouble(token(node)));
    }
    for (int node = trie.firstChild(item.node); node < trie.endOfChildren(item.node); node++) {
      double score = item.score + logit.applyAsDouble(token(node)) - Math.log(sum);
      children.add(chain(node, item.tokens, score));
    }
    return children;
  }

  /** A chain without branches is walked at once. */
  private Item chain(int node, int[] before, double score) {
    int end = node;
    while (!trie.isEnd(end) && trie.endOfChildren(end) - trie.firstChild(end) == 1) {
      end = trie.firstChild(end);
    }
    if (trie.isEnd(end)) {
      return new Item(end, before, score);
    }
    int[] tokens = Arrays.copyOf(before, before.length + 1);
    tokens[before.length] = trie.token(node);
    return new Item(node, tokens, score);
  }

  private int token(int node) {
    return trie.isEnd(node) ? HashDecoder.END : trie.token(node);
  }
}
