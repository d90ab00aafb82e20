package dev.onesug.training.logs.shop;

/**
 * What the fingers may type.
 *
 * @param text the whole of it
 * @param chance that just this is typed
 */
record TypedText(String text, double chance) {}
