/** How long work tells a person where it stands. It does not know what the work is. */
@NullMarked
package dev.onesug.training.progress;

import org.jspecify.annotations.NullMarked;
