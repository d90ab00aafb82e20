/**
 * Reward-weighted ranking (paper section 3.4): what users did is graded into rewards, a query that
 * was searched and others that were not become lists, and the encoder-decoder learns to prefer the
 * better one, held to what it knew by the model it starts from. A round of it makes the next model
 * version from the newest feedback; a guard sends a round back that does harm.
 */
@NullMarked
package dev.onesug.training.rwr;

import org.jspecify.annotations.NullMarked;
