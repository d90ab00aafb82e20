/**
 * A keystroke from typed text to suggestions: deadline, cache, generation, fallback. It is plain
 * Java that evaluation runs too, and does not know HTTP.
 */
@NullMarked
package dev.onesug.serving.suggest;

import org.jspecify.annotations.NullMarked;
