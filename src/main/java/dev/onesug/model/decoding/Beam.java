package dev.onesug.model.decoding;

import dev.onesug.model.decoding.QueryPrior.Standing;
import dev.onesug.model.decoding.QueryPrior.Typed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of one search: the hypotheses of the step under way, the best that continue them, and
 * the best finished queries of all steps.
 *
 * <p>A score only falls, so what is below the worst of {@code limit} finished queries is dropped at
 * once, and nothing is lost by it. What falls out of the beam is the only approximation.
 */
final class Beam {
  private final Constraint constraint;
  private final @Nullable Typed prior;
  private final Best<Hypothesis> live;
  private final Best<Candidate> finished;
  private List<Hypothesis> hypotheses = List.of();

  Beam(SearchRequest request) {
    this.constraint = request.constraint();
    this.prior = request.prior();
    this.live = new Best<>(request.beamWidth(), Hypothesis.BEST_FIRST);
    this.finished = new Best<>(request.limit(), Candidate.BEST_FIRST);
  }

  /** Whether a query of this score could still be returned; ties can, by a lower id. */
  boolean canFinish(double score) {
    return !finished.isFull() || score >= finished.worst().score();
  }

  /** Whether an unfinished hypothesis of this score could be kept. */
  boolean canLive(double score) {
    return canFinish(score) && (!live.isFull() || score >= live.worst().score());
  }

  /** What is believed without the model; null for nothing. */
  @Nullable Typed prior() {
    return prior;
  }

  void offerLive(
      int parentRow, int token, int node, Standing standing, TokenPath path, double score) {
    if (canLive(score) && constraint.allows(path)) {
      live.offer(new Hypothesis(parentRow, token, node, standing, path.toArray(), score));
    }
  }

  void offerFinished(int query, TokenPath path, double score) {
    if (canFinish(score) && constraint.allows(path)) {
      finished.offer(new Candidate(query, path.toArray(), score));
    }
  }

  /** Begins the next step: what was kept of this one is what it feeds. */
  void advance() {
    hypotheses = live.drain();
    hypotheses.removeIf(hypothesis -> !canFinish(hypothesis.score()));
  }

  /** What the step under way feeds to the decoder, best first. */
  List<Hypothesis> hypotheses() {
    return hypotheses;
  }

  /** Whether nothing that is unfinished can be returned any more. */
  boolean isOver() {
    return hypotheses.isEmpty();
  }

  List<Candidate> finished() {
    return finished.drain();
  }
}
