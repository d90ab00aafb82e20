package dev.onesug.training.evaluation;

/**
 * What one suggester cost and how clean its lists were.
 *
 * @param medianMillis half of the answers took at most this long
 * @param p95Millis 95 % of the answers took at most this long
 * @param emptyShare share of requests without any suggestion
 * @param invalidShare share of suggestions that are not among the allowed queries
 * @param duplicateShare share of suggestions that the same list held already
 */
public record SuggesterResult(
    String name,
    String description,
    double medianMillis,
    double p95Millis,
    double emptyShare,
    double invalidShare,
    double duplicateShare) {}
