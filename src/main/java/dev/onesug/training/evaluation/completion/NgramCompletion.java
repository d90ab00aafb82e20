package dev.onesug.training.evaluation.completion;

import dev.onesug.training.evaluation.EvaluationRequest;
import dev.onesug.training.evaluation.Suggester;
import java.util.List;

/** The likeliest queries under an n-gram model of words, whether anybody searched them or not. */
record NgramCompletion(QueryModel model) implements Suggester {

  @Override
  public String name() {
    return "Word n-grams";
  }

  @Override
  public String description() {
    return "The likeliest continuations under %d-grams of words (modified Kneser-Ney), words spelled by n-grams of letters."
        .formatted(model.order());
  }

  @Override
  public List<String> suggest(EvaluationRequest request, int limit) {
    return model.completions(request.prefix(), limit).stream().map(Completion::text).toList();
  }
}
