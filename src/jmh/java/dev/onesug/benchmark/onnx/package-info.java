/**
 * The peer of the benchmarks: the same encoder-decoder as graphs of ONNX Runtime, made of its fused
 * operators, in eight bits or fp32. Models are written as bytes here, so that no other language is
 * needed.
 */
@NullMarked
package dev.onesug.benchmark.onnx;

import org.jspecify.annotations.NullMarked;
