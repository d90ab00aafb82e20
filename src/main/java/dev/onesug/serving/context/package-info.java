/**
 * What is known of a user between two keystrokes: earlier queries and a profile. It does not know
 * how they change an answer.
 */
@NullMarked
package dev.onesug.serving.context;

import org.jspecify.annotations.NullMarked;
