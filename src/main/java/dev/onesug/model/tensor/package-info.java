/**
 * The numeric engine: TorchScript programs written by Java, their weights, and the native memory
 * that calls make. Every DJL type stays in here; what crosses the package line is plain arrays and
 * {@link dev.onesug.model.tensor.Tensor} handles. It does not know what the programs compute.
 */
@NullMarked
package dev.onesug.model.tensor;

import org.jspecify.annotations.NullMarked;
