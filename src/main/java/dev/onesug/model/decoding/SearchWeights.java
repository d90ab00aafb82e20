package dev.onesug.model.decoding;

/**
 * How much a model version's search trusts what is believed without the model, as chosen on
 * held-out samples.
 *
 * @param popularityWeight of the popularity prior; 0 for none
 * @param leavingPenalty what a query pays that leaves the typed text, in nats; 0 for nothing
 */
public record SearchWeights(double popularityWeight, double leavingPenalty) {
  /** The model alone. */
  public static final SearchWeights NONE = new SearchWeights(0, 0);

  /**
   * @throws IllegalArgumentException if a weight is negative or not a number
   */
  public SearchWeights {
    require("popularityWeight", popularityWeight);
    require("leavingPenalty", leavingPenalty);
  }

  private static void require(String name, double weight) {
    if (!(weight >= 0 && weight <= 100)) {
      throw new IllegalArgumentException(name + ": " + weight + " (expected: 0..100)");
    }
  }
}
