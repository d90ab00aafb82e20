/**
 * Logs of other formats, turned into ours. It knows what other people's fields mean and keeps books
 * of what has no place here; it does not know what is learned from a log.
 */
@NullMarked
package dev.onesug.training.logs.imports;

import org.jspecify.annotations.NullMarked;
