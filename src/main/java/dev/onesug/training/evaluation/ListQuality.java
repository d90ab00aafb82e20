package dev.onesug.training.evaluation;

/**
 * What the lists of one suggester look like, whatever was searched. Shares are of all its
 * suggestions unless said otherwise.
 *
 * @param emptyShare share of requests without any suggestion
 * @param invalidShare not among the allowed queries
 * @param duplicateShare the same list held it already
 * @param offPrefixShare does not begin with the typed text; not a fault where that has a slip
 * @param diversity intra-list diversity (Ziegler et al. 2005): how much two suggestions of a list
 *     differ, one minus the Jaccard similarity of their words, averaged over the pairs of a list
 *     and then over the lists that have a pair
 */
public record ListQuality(
    double emptyShare,
    double invalidShare,
    double duplicateShare,
    double offPrefixShare,
    double diversity) {}
