package dev.onesug.serving.suggest;

/**
 * A part of a text in UTF-16 code units, as JavaScript and Java count them.
 *
 * @param start first unit
 * @param end unit after the last
 */
public record Span(int start, int end) {}
