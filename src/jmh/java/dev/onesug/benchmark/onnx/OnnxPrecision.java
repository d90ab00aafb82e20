package dev.onesug.benchmark.onnx;

/** What the matrix products of a graph are computed with. */
public enum OnnxPrecision {
  FP32,
  /** Weights in eight bits, inputs quantised as they come. */
  INT8
}
