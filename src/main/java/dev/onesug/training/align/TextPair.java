package dev.onesug.training.align;

/**
 * Two texts in normal form that users chose for each other.
 *
 * @param left what is looked up with: a prefix, or a query
 * @param right what should be found: a query
 * @param mined true for pairs that only co-occur, such as queries of one session: those that the
 *     un-tuned encoder finds unlike are taken for chance. False for pairs that a user chose, such
 *     as a prefix and the query that followed: a cut word is unlike anything before the tuning.
 */
public record TextPair(String left, String right, boolean mined) {}
