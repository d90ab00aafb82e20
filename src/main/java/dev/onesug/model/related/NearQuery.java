package dev.onesug.model.related;

/**
 * A query near a vector.
 *
 * @param query its id in the index
 * @param cosine of its vector and the one it is near to, -1 to 1
 */
public record NearQuery(int query, float cosine) {}
