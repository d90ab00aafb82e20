package dev.onesug.model.related;

/**
 * A query that may be suggested.
 *
 * @param text normal form
 * @param popularity how often it was searched
 * @param tokens its seq2seq token ids without start and end
 */
public record IndexedQuery(String text, int popularity, int[] tokens) {}
