/**
 * Vector to semantic ID and back: the RQ-VAE's codes (paper section 3.1). It does not know what the
 * vectors stand for, nor which queries share an ID.
 */
@NullMarked
package dev.onesug.model.semanticid;

import org.jspecify.annotations.NullMarked;
