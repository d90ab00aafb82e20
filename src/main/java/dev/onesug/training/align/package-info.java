/**
 * The align stage: takes a published text encoder, cuts it to the depth and vocabulary that serving
 * affords, and tunes it so that texts which users chose for each other lie close. It does not know
 * where the pairs of texts come from, nor what the vectors are used for.
 */
@NullMarked
package dev.onesug.training.align;

import org.jspecify.annotations.NullMarked;
