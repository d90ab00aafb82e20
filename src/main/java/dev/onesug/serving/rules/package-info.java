/**
 * What a shop's people decide about suggestions: what is blocked, pinned, boosted, rewritten, and
 * where and when. It does not know how suggestions are made.
 */
@NullMarked
package dev.onesug.serving.rules;

import org.jspecify.annotations.NullMarked;
