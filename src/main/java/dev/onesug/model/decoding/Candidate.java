package dev.onesug.model.decoding;

/**
 * A query that the search found.
 *
 * @param query its id
 * @param tokens without start and end
 * @param score see {@link Score}; a log-probability, at most 0
 */
public record Candidate(int query, int[] tokens, double score) {}
