package dev.onesug.training.logs.shop;

import java.util.List;

/**
 * A query that people have in mind.
 *
 * @param text normal form
 * @param popularity how often it is wanted, on any scale
 * @param topics what it asks for, best first; never empty
 * @param features everything that it has in common with other queries, the topics included
 * @param traits who wants it
 */
record Wish(
    String text, double popularity, List<String> topics, List<String> features, Traits traits) {}
