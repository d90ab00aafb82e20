/**
 * Chooses how much a search believes without the model, on samples that the model has not learned
 * from. It does not know how the model was trained.
 */
@NullMarked
package dev.onesug.training.tune;

import org.jspecify.annotations.NullMarked;
