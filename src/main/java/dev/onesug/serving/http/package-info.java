/**
 * HTTP to one call and back: the validation gate, problem documents, headers. It does not know how
 * an answer is made.
 */
@NullMarked
package dev.onesug.serving.http;

import org.jspecify.annotations.NullMarked;
