package dev.onesug.training.evaluation;

/**
 * What one suggester cost and how clean its lists were.
 *
 * @param ceiling whether it is a limit and not an opponent
 * @param timed answers whose time was taken: all, or some asked for alone
 * @param medianMillis half of these answers took at most this long
 * @param p95Millis 95 % of these answers took at most this long
 */
public record SuggesterResult(
    String name,
    String description,
    boolean ceiling,
    int timed,
    double medianMillis,
    double p95Millis,
    ListQuality lists) {}
