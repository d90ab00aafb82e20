package dev.onesug.training.logs;

import dev.onesug.model.text.Prefix;
import java.util.SplittableRandom;

/**
 * Draws, uniformly by length, one of the texts that stood in the box while a prefix was typed. A
 * log holds the last of them only; a suggestion is wanted at each.
 */
final class PrefixCut {
  private final SplittableRandom random;

  PrefixCut(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * @param typed normal form, not empty
   * @return a prefix of 1..all of its code points, in normal form
   */
  String cut(String typed) {
    int codePoints = typed.codePointCount(0, typed.length());
    int length = 1 + random.nextInt(codePoints);
    return Prefix.of(typed.substring(0, typed.offsetByCodePoints(0, length))).text();
  }
}
