/**
 * Completion of real queries where nothing but the typed text is known: known and new queries, with
 * and without a trie of what may be suggested. It knows no users and no behaviour, and asks
 * everything through {@link dev.onesug.training.evaluation.Suggester}.
 */
@NullMarked
package dev.onesug.training.evaluation.completion;

import org.jspecify.annotations.NullMarked;
