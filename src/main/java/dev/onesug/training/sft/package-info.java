/**
 * Supervised fine-tuning (paper section 3.2): the tokenizer's vocabulary from the corpus, and
 * cross-entropy training of the encoder-decoder on prepared samples. It does not know logs, nor
 * where the related queries of an input came from.
 */
@NullMarked
package dev.onesug.training.sft;

import org.jspecify.annotations.NullMarked;
