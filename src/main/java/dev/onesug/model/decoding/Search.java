package dev.onesug.model.decoding;

import dev.onesug.model.decoding.QueryPrior.Standing;
import dev.onesug.model.decoding.QueryPrior.Typed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The search for one input. It knows the logits of the nodes that the decoder was fed, goes as far
 * as they reach, and then says which nodes to feed next.
 */
final class Search {
  /** Nodes that are fed at a time, at most, where a prior tells which will be needed. */
  private static final int MOST_EXPECTED = 64;

  /** Where nothing tells. */
  private static final int MOST_GUESSED = 32;

  /**
   * For so many whole queries that are wanted, one more is expected: the model will order them
   * otherwise, and find others in the place of the last.
   */
  private static final int WANTED_PER_SPARE = 4;

  private final TokenTrie trie;
  private final int[] chainEnds;
  private final Steering steering;
  private final Constraint constraint;
  private final @Nullable Typed prior;
  private final int beamWidth;
  private final int limit;
  private final int input;
  private final Agenda agenda;

  /** The decoder's row of each node that was fed. */
  private final Map<Integer, Integer> rows = new HashMap<>();

  /** Logits of the children of each of them. */
  private final Map<Integer, float[]> logits = new HashMap<>();

  /** Log-shares of the children of each node that was looked at. */
  private final Map<Integer, float[]> logShares = new HashMap<>();

  /** What comes next, but was not fed yet. */
  private @Nullable Hypothesis next;

  /**
   * @param chainEnds of the nodes of the trie; see {@link TokenTrie#chainEnds}
   * @param steering by the nodes of the trie
   * @param input of the decoder
   * @param maxLength that the decoder can read
   */
  Search(
      TokenTrie trie,
      int[] chainEnds,
      Steering steering,
      SearchRequest request,
      int input,
      int maxLength) {
    this.trie = trie;
    this.chainEnds = chainEnds;
    this.steering = steering;
    this.constraint = request.constraint();
    this.prior = request.prior();
    this.beamWidth = request.beamWidth();
    this.limit = request.limit();
    this.input = input;
    this.agenda = new Agenda(beamWidth, limit, maxLength);
    if (children(TokenTrie.ROOT) > 0 && !steering.isClosed(TokenTrie.ROOT)) {
      Standing standing = prior == null ? Standing.LEAVES : prior.root();
      int query = query(TokenTrie.ROOT);
      double score = Score.START + steering.start();
      agenda.add(new Hypothesis(null, TokenTrie.ROOT, query, standing, 1, score));
    }
    next = agenda.next();
  }

  /**
   * Goes on as far as what was fed reaches.
   *
   * @return whether it is over
   */
  boolean advance() {
    while (next != null) {
      float[] known = logits.get(next.node());
      if (known == null) {
        return false;
      }
      continueBy(next, known, agenda);
      next = agenda.next();
    }
    return true;
  }

  /**
   * The nodes to feed: the one that comes next, and what would come after it if the model said
   * nothing that the prior does not; without a prior, the next best. Parents come before their
   * children.
   */
  List<Hypothesis> lookAhead() {
    int most = prior == null ? MOST_GUESSED : MOST_EXPECTED;
    List<Hypothesis> ahead = new ArrayList<>();
    Agenda expected = agenda.copy(limit / WANTED_PER_SPARE);
    Hypothesis hypothesis = next;
    while (hypothesis != null && ahead.size() < most) {
      float[] known = logits.get(hypothesis.node());
      if (known == null) {
        ahead.add(hypothesis);
      }
      continueBy(hypothesis, known, expected);
      hypothesis = expected.next();
    }
    return ahead;
  }

  /** The decoder's row of what a hypothesis continues. */
  int parentRow(Hypothesis hypothesis) {
    return hypothesis.parent() == null
        ? Decoder.start(input)
        : Objects.requireNonNull(rows.get(hypothesis.parent().node()));
  }

  void setRow(Hypothesis hypothesis, int row) {
    rows.put(hypothesis.node(), row);
  }

  /**
   * @param ofChildren of the node of the hypothesis, in their order
   */
  void setLogits(Hypothesis hypothesis, float[] ofChildren) {
    logits.put(hypothesis.node(), ofChildren);
  }

  /** Whole queries, best first. */
  List<Candidate> found() {
    return agenda.found().stream().map(this::candidate).toList();
  }

  /**
   * Adds what may continue a hypothesis: the best of it, as no more can be found or kept.
   *
   * @param known logits of the children; null if they are not, so that the prior is all there is
   */
  private void continueBy(Hypothesis parent, float @Nullable [] known, Agenda into) {
    float[] weights = weights(parent, known);
    if (weights.length == 0) {
      return;
    }
    // What is expected of the prior alone is a share already.
    double normaliser = known == null ? 0 : Score.logNormaliser(weights, 0, weights.length);
    Best<Hypothesis> unfinished = new Best<>(beamWidth, Hypothesis.BEST_FIRST);
    Best<Hypothesis> finished = new Best<>(limit, Hypothesis.BEST_FIRST);
    int first = trie.firstChild(parent.node());
    for (int i = 0; i < weights.length; i++) {
      if (steering.isClosed(first + i)) {
        continue;
      }
      double score =
          Score.extended(parent.score(), weights[i], normaliser)
              + steering.step(parent.node(), first + i);
      int query = query(first + i);
      Best<Hypothesis> kind = query == Hypothesis.UNFINISHED ? unfinished : finished;
      if (isWanted(score, kind)) {
        Hypothesis child = child(parent, first + i, query, score);
        if (constraint == Constraint.NONE || constraint.allows(path(child))) {
          kind.offer(child);
        }
      }
    }
    unfinished.drain().forEach(into::add);
    finished.drain().forEach(into::add);
  }

  /** What is known of the children; nothing, if neither the model nor a prior was asked. */
  private float[] weights(Hypothesis parent, float @Nullable [] known) {
    if (prior == null) {
      return known == null ? new float[0] : known;
    }
    float[] weights =
        logShares.computeIfAbsent(
            parent.node(),
            node -> {
              float[] shares = new float[children(node)];
              prior.logShares(node, parent.standing(), shares, 0);
              return shares;
            });
    if (known == null) {
      return weights;
    }
    float[] sums = new float[weights.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = weights[i] + known[i];
    }
    return sums;
  }

  /** Whether there is a place for a score; of equal ones the better may come later. */
  private static boolean isWanted(double score, Best<Hypothesis> kind) {
    return !kind.isFull() || score >= kind.worst().score();
  }

  private Hypothesis child(Hypothesis parent, int node, int query, double score) {
    Standing standing =
        prior == null || query != Hypothesis.UNFINISHED
            ? parent.standing()
            : prior.standing(node, parent.standing());
    return new Hypothesis(parent, node, query, standing, parent.length() + 1, score);
  }

  /** The whole query that a hypothesis at this node is. */
  private int query(int node) {
    return chainEnds[node] < 0 ? Hypothesis.UNFINISHED : trie.query(chainEnds[node]);
  }

  private int children(int node) {
    return trie.endOfChildren(node) - trie.firstChild(node);
  }

  private TokenPath path(Hypothesis hypothesis) {
    TokenPath path = new TokenPath();
    appendAll(hypothesis, path);
    if (hypothesis.isFinished()) {
      int end = chainEnds[hypothesis.node()];
      for (int node = hypothesis.node(); node != end; ) {
        node = trie.firstChild(node);
        append(node, path);
      }
      path.end();
    }
    return path;
  }

  private void appendAll(Hypothesis hypothesis, TokenPath path) {
    if (hypothesis.parent() != null) {
      appendAll(hypothesis.parent(), path);
    }
    append(hypothesis.node(), path);
  }

  private void append(int node, TokenPath path) {
    if (node != TokenTrie.ROOT && !trie.isEnd(node)) {
      path.append(trie.token(node));
    }
  }

  private Candidate candidate(Hypothesis hypothesis) {
    return new Candidate(hypothesis.query(), path(hypothesis).toArray(), hypothesis.score());
  }
}
