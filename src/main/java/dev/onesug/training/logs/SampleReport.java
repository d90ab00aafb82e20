package dev.onesug.training.logs;

import java.time.Instant;
import java.util.List;

/**
 * What became of a log.
 *
 * @param reading what reading it met
 * @param dropped searches whose query or prefix has no normal form of a permitted length
 * @param train samples before the boundary
 * @param test samples from the boundary on
 * @param boundary the first instant of the test window
 * @param first the log's first search
 * @param last the log's last search
 * @param examination how often each position of the box is looked at, in relation to the first
 */
public record SampleReport(
    SearchLog.Reading reading,
    long dropped,
    long train,
    long test,
    Instant boundary,
    Instant first,
    Instant last,
    List<Double> examination) {}
