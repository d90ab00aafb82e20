/**
 * The align stage: takes a published text encoder, cuts it to the depth and vocabulary that serving
 * affords, and tunes it so that texts which users chose for each other lie close. The pairs come
 * from samples; what the vectors are used for it does not know.
 */
@NullMarked
package dev.onesug.training.align;

import org.jspecify.annotations.NullMarked;
