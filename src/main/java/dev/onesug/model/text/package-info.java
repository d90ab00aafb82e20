/**
 * What a user types and what a query is: normal forms, their limits, words, and token ids. It does
 * not know models.
 */
@NullMarked
package dev.onesug.model.text;

import org.jspecify.annotations.NullMarked;
