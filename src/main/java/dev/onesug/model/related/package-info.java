/**
 * The stored queries and the search among them: text, popularity, semantic-ID buckets, known
 * prefixes, words, sessions, all in one memory-mapped file; the related queries of a prefix (paper
 * section 3.1); and what a history and typed words point at, which makes the prior of a keystroke.
 * It does not know how vectors are made, nor what a model does with any of it.
 */
@NullMarked
package dev.onesug.model.related;

import org.jspecify.annotations.NullMarked;
