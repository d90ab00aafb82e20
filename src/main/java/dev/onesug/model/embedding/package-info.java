/**
 * Text to a unit vector: a BERT of any size in the folder layout of Hugging Face, as one program
 * that serves and trains. It does not know queries, users or what the vectors are compared with.
 */
@NullMarked
package dev.onesug.model.embedding;

import org.jspecify.annotations.NullMarked;
