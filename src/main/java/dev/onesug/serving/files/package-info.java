/** Small files that the service itself writes. */
@NullMarked
package dev.onesug.serving.files;

import org.jspecify.annotations.NullMarked;
