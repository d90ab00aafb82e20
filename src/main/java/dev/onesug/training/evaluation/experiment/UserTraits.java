package dev.onesug.training.evaluation.experiment;

/**
 * What was known of a user before they got a variant, so that no variant can have changed it.
 *
 * @param signedIn whether the shop's name of them is known, and not only their browser's
 * @param seenBefore whether the log holds them before they got it
 * @param group that somebody else put them into
 */
record UserTraits(boolean signedIn, boolean seenBefore, String group) {}
