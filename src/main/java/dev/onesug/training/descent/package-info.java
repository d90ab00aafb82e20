/**
 * Gradient descent on an encoder-decoder within a time budget, with a schedule of the learning
 * rate, checkpoints that a cut run goes on from, and measurements on the way. What is descended is
 * an {@link dev.onesug.training.descent.Objective}; this package knows neither samples nor rewards.
 */
@NullMarked
package dev.onesug.training.descent;

import org.jspecify.annotations.NullMarked;
