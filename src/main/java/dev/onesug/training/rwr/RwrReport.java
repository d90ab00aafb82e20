package dev.onesug.training.rwr;

import dev.onesug.training.descent.DescentReport;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a round came to.
 *
 * @param lists that were made, by type of pairs
 * @param before how the model ranked that the round started from
 * @param after how the trained one ranks
 * @param refused why the round was sent back and the model stays as it was; null if it was not
 * @param descent the training; its losses are nats a list, its {@code preferred} the share of
 *     negatives that lost against their better query, its {@code divergence} nats a query
 */
public record RwrReport(
    Map<String, Long> lists,
    HeldOutRanking before,
    HeldOutRanking after,
    @Nullable String refused,
    DescentReport descent) {}
