package dev.onesug.training.logs.shop;

/**
 * What tells products of one type apart.
 *
 * @param text as people say it
 * @param kind the question that it answers (which colour? for whom?), as its place in the order in
 *     which people say such words; a query holds at most one attribute of a kind
 * @param behind whether it is said after the type: "frying pan with lid"
 */
record Attribute(String text, int kind, boolean behind) {}
