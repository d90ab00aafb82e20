/**
 * A model version on disk: its manifest, checksums, how it is written so that no half of it is ever
 * seen, and how all its parts are opened together. It does not know who serves it, nor how its
 * parts were trained.
 */
@NullMarked
package dev.onesug.model.bundle;

import org.jspecify.annotations.NullMarked;
