/**
 * Behaviour logs and the samples that training learns from: formats, readers, the split by time. It
 * does not know models, nor where a log came from.
 */
@NullMarked
package dev.onesug.training.logs;

import org.jspecify.annotations.NullMarked;
