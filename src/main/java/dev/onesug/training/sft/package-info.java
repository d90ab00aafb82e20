/**
 * Supervised fine-tuning (paper section 3.2): the tokenizer's vocabulary from the corpus, the
 * weights of the prior, and cross-entropy training of the encoder-decoder on prepared samples. It
 * knows samples, but not logs, nor where the related queries of an input came from.
 */
@NullMarked
package dev.onesug.training.sft;

import org.jspecify.annotations.NullMarked;
