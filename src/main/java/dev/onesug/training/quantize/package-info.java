/**
 * Training of the residual quantiser, and the measure of its health. It does not know which queries
 * the vectors come from.
 */
@NullMarked
package dev.onesug.training.quantize;

import org.jspecify.annotations.NullMarked;
