package dev.onesug.benchmark.onnx;

/**
 * A beginning that a search found.
 *
 * @param tokens without the start
 * @param score the sum of their log-probabilities over the whole vocabulary
 */
public record OnnxHypothesis(int[] tokens, float score) {}
