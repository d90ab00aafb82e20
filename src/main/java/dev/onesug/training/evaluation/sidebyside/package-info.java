/**
 * The lists of two versions next to each other, for people to judge without knowing whose list is
 * whose. It asks suggesters and does not know how they find their answers, nor which is better.
 */
@NullMarked
package dev.onesug.training.evaluation.sidebyside;

import org.jspecify.annotations.NullMarked;
