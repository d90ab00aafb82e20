/**
 * The stored queries and the search among them: text, popularity, semantic-ID buckets, known
 * prefixes, words, sessions, all in one memory-mapped file; and the related queries of a prefix
 * (paper section 3.1). It does not know how vectors are made, nor what is done with what it finds.
 */
@NullMarked
package dev.onesug.model.related;

import org.jspecify.annotations.NullMarked;
