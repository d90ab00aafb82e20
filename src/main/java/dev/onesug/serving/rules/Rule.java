package dev.onesug.serving.rules;

/**
 * One decision of a shop's people.
 *
 * @param id names it in answers, logs and dry runs
 */
record Rule(String id, When when, Action action) {}
