/**
 * The encoder-decoder (paper section 3.2): one TorchScript program in BART's layout, and the one
 * builder of its input. It does not know how suggestions are searched, nor how it was trained.
 */
@NullMarked
package dev.onesug.model.seq2seq;

import org.jspecify.annotations.NullMarked;
