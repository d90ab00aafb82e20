/**
 * The cascade that a good shop would build on the same log: several recalls, named features,
 * gradient-boosted trees. It does not know what it is compared with, nor how that is measured.
 */
@NullMarked
package dev.onesug.training.evaluation.cascade;

import org.jspecify.annotations.NullMarked;
