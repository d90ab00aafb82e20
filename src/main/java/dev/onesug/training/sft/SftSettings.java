package dev.onesug.training.sft;

import dev.onesug.training.descent.DescentSettings;

/**
 * How the encoder-decoder is trained on what was searched.
 *
 * @param samples about how many are prepared to learn from, spread over the training window; 0 for
 *     all. Preparing one takes a core about half a millisecond, so that a short training saves by
 *     it. Those that measure the training come on top
 * @param descent how long and how fast
 */
public record SftSettings(long samples, DescentSettings descent) {

  /**
   * @throws IllegalArgumentException if the number is negative
   */
  public SftSettings {
    if (samples < 0) {
      throw new IllegalArgumentException("samples: " + samples + " (expected: at least 0)");
    }
  }

  /**
   * Whether a sample is among those.
   *
   * @param place of the sample
   * @param all how many there are
   */
  public boolean takes(long place, long all) {
    return samples == 0 || all <= samples || place * samples / all != (place + 1) * samples / all;
  }
}
