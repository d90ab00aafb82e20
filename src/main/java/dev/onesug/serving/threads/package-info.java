/** Threads of the service's own: none of them keeps the process alive. */
@NullMarked
package dev.onesug.serving.threads;

import org.jspecify.annotations.NullMarked;
