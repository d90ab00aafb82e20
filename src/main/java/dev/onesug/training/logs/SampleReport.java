package dev.onesug.training.logs;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What became of a log.
 *
 * @param reading what reading it met
 * @param dropped searches that gave no sample, by reason
 * @param train samples before the boundary
 * @param test samples from the boundary on
 * @param queries how many different queries may be suggested
 * @param rareQueries how many may not, because too few users searched them
 * @param boundary the first instant of the test window
 * @param first the log's first search
 * @param last the log's last search
 * @param examination how often each position of the box is looked at, in relation to the first
 */
public record SampleReport(
    SearchLog.Reading reading,
    Map<String, Long> dropped,
    long train,
    long test,
    int queries,
    int rareQueries,
    Instant boundary,
    Instant first,
    Instant last,
    List<Double> examination) {}
