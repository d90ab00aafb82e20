package dev.onesug.model.related;

/**
 * What the index holds of a prefix that the behaviour log knows well.
 *
 * @param related its precomputed related queries and semantic ID
 * @param coOccurring ids of the queries that followed it, the most frequent first
 * @param counts how often each of them did
 */
public record KnownPrefix(Related related, int[] coOccurring, int[] counts) {}
