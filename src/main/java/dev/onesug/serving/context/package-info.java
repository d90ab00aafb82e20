/**
 * What is known of a user between two keystrokes: earlier queries and a profile, in memory or in
 * Redis, for a time. It does not know how they change an answer, nor who may ask for whom.
 */
@NullMarked
package dev.onesug.serving.context;

import org.jspecify.annotations.NullMarked;
