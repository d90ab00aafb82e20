package dev.onesug.training.evaluation;

import dev.onesug.model.text.Prefix;
import dev.onesug.training.evaluation.cascade.FairCascade;
import java.util.List;

/**
 * The cascade that a good shop would train on the same log. What a version gains over this is not
 * owed to a weak opponent.
 */
public final class TrainedCascade implements Suggester {
  private final FairCascade cascade;

  /** Asks a cascade, and closes it with this. */
  public TrainedCascade(FairCascade cascade) {
    this.cascade = cascade;
  }

  @Override
  public String name() {
    return "Trained cascade";
  }

  @Override
  public String description() {
    return "Recall by popularity, co-occurrence, meaning, words, sessions and history, ranked by"
        + " gradient-boosted trees: trained on the same log, with the version's own index and text"
        + " encoder.";
  }

  @Override
  public List<String> suggest(EvaluationRequest request, int limit) {
    return cascade.suggest(new Prefix(request.prefix()), request.user(), limit);
  }

  @Override
  public void close() {
    cascade.close();
  }
}
