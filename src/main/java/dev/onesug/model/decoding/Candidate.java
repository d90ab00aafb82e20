package dev.onesug.model.decoding;

/**
 * A query that the search found.
 *
 * @param query its id
 * @param tokens without start and end
 * @param score see {@link Score}; a log-probability, at most 0, and the logarithm of its factor
 *     where the search favours it
 */
public record Candidate(int query, int[] tokens, double score) {}
