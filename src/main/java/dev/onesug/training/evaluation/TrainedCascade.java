package dev.onesug.training.evaluation;

import dev.onesug.model.text.Prefix;
import dev.onesug.training.evaluation.cascade.FairCascade;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The cascade that a good shop would train on the same log. What a version gains over this is not
 * owed to a weak opponent.
 */
public final class TrainedCascade implements Suggester {
  private final Supplier<FairCascade> training;
  private @Nullable FairCascade cascade;

  /**
   * Asks a cascade, and closes it with this.
   *
   * @param training makes it, in minutes
   */
  public TrainedCascade(Supplier<FairCascade> training) {
    this.training = training;
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
  public void prepare() {
    cascade = training.get();
  }

  @Override
  public List<String> suggest(EvaluationRequest request, int limit) {
    return Objects.requireNonNull(cascade, "prepare() comes first")
        .suggest(new Prefix(request.prefix()), request.user(), limit);
  }

  @Override
  public void close() {
    if (cascade != null) {
      cascade.close();
    }
  }
}
