package dev.onesug.benchmark;

/**
 * What a search is made for.
 *
 * @param typed the text so far
 * @param input [64] token ids of the encoder's input
 */
record Keystroke(String typed, int[] input) {}
