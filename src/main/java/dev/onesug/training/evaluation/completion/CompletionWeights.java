package dev.onesug.training.evaluation.completion;

/**
 * What open completion trusts.
 *
 * @param generated share of searches that the query model speaks for, 0 to 1; the popularity of
 *     known queries speaks for the rest. 0 allows known queries alone
 * @param network what the encoder-decoder's logits are multiplied by; 0 leaves it out
 */
record CompletionWeights(double generated, double network) {
  CompletionWeights {
    if (!(generated >= 0 && generated <= 1)) {
      throw new IllegalArgumentException("generated: " + generated + " (expected: 0..1)");
    }
    if (!(network >= 0)) {
      throw new IllegalArgumentException("network: " + network + " (expected: at least 0)");
    }
  }
}
