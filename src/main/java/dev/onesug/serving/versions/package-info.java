/**
 * The model versions that serve: loading, verifying, warming, choosing, retiring. It does not know
 * who asks, nor what becomes of an answer.
 */
@NullMarked
package dev.onesug.serving.versions;

import org.jspecify.annotations.NullMarked;
