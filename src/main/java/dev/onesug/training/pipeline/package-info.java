/**
 * The story of a model version, from a behaviour log to a published folder: the recipe, the order
 * of the stages, what is resumed and what is done again, and the command line. It does not know how
 * any stage does its work.
 */
@NullMarked
package dev.onesug.training.pipeline;

import org.jspecify.annotations.NullMarked;
