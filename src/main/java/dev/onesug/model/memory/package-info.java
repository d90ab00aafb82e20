/** Memory outside the heap that its owner gives back, at once, without the collector. */
@NullMarked
package dev.onesug.model.memory;

import org.jspecify.annotations.NullMarked;
