package dev.onesug.training.evaluation.completion;

import dev.onesug.training.evaluation.EvaluationRequest;
import dev.onesug.training.evaluation.Suggester;
import dev.onesug.training.evaluation.completion.Candidates.Candidate;
import java.util.List;

/** Known and new queries under one score, or, by its weights, a part of that. */
record OpenCompletion(
    String name,
    String description,
    Candidates candidates,
    OpenRanking ranking,
    CompletionWeights weights)
    implements Suggester {

  @Override
  public List<String> suggest(EvaluationRequest request, int limit) {
    String typed = request.prefix();
    List<Candidate> among =
        weights.generated() == 0 ? candidates.known(typed) : candidates.open(typed);
    return ranking.rank(typed, among, weights, limit);
  }
}
