package dev.onesug.training.logs.shop;

import java.util.List;

/**
 * One way to ask for one thing.
 *
 * @param text normal form
 * @param logDemand how much it is wanted, as a natural logarithm on any scale
 */
record Phrase(String text, double logDemand, String topic, List<String> features, Traits traits) {}
