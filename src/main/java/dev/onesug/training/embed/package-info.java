/**
 * The vectors of every query and prefix of a log, made once and read by the stages after it. It
 * does not know what they are used for.
 */
@NullMarked
package dev.onesug.training.embed;

import org.jspecify.annotations.NullMarked;
