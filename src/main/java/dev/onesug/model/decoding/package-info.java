/**
 * The constrained search: a trie of allowed queries, the beam, and the one definition of a score.
 * It asks a {@link dev.onesug.model.decoding.Decoder} for logits and does not know what computes
 * them.
 */
@NullMarked
package dev.onesug.model.decoding;

import org.jspecify.annotations.NullMarked;
