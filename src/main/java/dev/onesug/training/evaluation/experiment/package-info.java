/**
 * What the variants of an online experiment did to the people who got them, read from the feedback
 * log, with intervals that hold however often one looks. It knows events and arithmetic; it does
 * not know what a variant changed, nor who split the users.
 */
@NullMarked
package dev.onesug.training.evaluation.experiment;

import org.jspecify.annotations.NullMarked;
