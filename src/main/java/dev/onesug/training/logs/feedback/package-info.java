/**
 * What the service recorded at {@code POST /events}, as training reads it: which files there are,
 * which lines of them are events, and which events came before. It does not know what is learned or
 * measured from them, nor how they were written.
 */
@NullMarked
package dev.onesug.training.logs.feedback;

import org.jspecify.annotations.NullMarked;
