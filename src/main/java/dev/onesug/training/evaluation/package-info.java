/**
 * How good suggestions are: suggesters, ranking metrics with their uncertainty, and the report. It
 * asks OneSug through the class that serves and does not know how any suggester finds its answers.
 */
@NullMarked
package dev.onesug.training.evaluation;

import org.jspecify.annotations.NullMarked;
