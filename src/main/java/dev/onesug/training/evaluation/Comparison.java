package dev.onesug.training.evaluation;

import java.util.Map;

/**
 * The paired difference of two suggesters over the same requests.
 *
 * @param ours the suggester under evaluation
 * @param theirs what it is compared with
 * @param differences ours minus theirs, by metric
 */
public record Comparison(String ours, String theirs, Map<RankingMetric, Estimate> differences) {}
