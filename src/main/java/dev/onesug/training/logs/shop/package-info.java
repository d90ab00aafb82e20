/**
 * The simulated shop: a seeded stand-in for the behaviour log that nobody publishes. It knows how
 * people search, not what is learned from it.
 */
@NullMarked
package dev.onesug.training.logs.shop;

import org.jspecify.annotations.NullMarked;
