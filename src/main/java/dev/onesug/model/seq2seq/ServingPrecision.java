package dev.onesug.model.seq2seq;

import java.util.Map;

/**
 * In how many bits the weights of a model stand that serves. A GPU computes in sixteen, unless 32
 * are wished; a processor without the products in question computes in 32 whatever is wished.
 */
public enum ServingPrecision {
  /** Sixteen bits: the fastest of those that answer the same alone and in a batch. */
  AUTO,
  /** As trained. */
  FP32,
  /** Logits move by about a thousandth. */
  FP16,
  /**
   * The fastest on processors with VNNI. Inputs are scaled by the largest of all that is computed
   * together, so that what a search finds would depend on what is searched beside it: not for
   * batches.
   */
  INT8;

  boolean isNarrow() {
    return this != FP32;
  }

  /** How the program's text packs a matrix, and multiplies by it. */
  Map<String, String> placeholders() {
    return this == INT8
        ? Map.of(
            "PREPACK", "linear_prepack(self.eight_bits(x), b)",
            // Inputs in seven bits: without VNNI, sums of two products of eight by eight bits would
            // saturate.
            "PRODUCT", "linear_dynamic(x, p[o], True)")
        : Map.of("PREPACK", "linear_prepack_fp16(x, b)", "PRODUCT", "linear_dynamic_fp16(x, p[o])");
  }
}
