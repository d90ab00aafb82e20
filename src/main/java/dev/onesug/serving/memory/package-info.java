/**
 * What the process and its GPU hold in memory, as meters. It does not know what the memory is for.
 */
@NullMarked
package dev.onesug.serving.memory;

import org.jspecify.annotations.NullMarked;
