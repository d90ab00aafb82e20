package dev.onesug.training.evaluation.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How a person types a query: a letter after a pause, now and then a wrong one that is deleted
 * again, and for half of the people not to the end, because they see in the list what they want.
 * The shares are assumptions; no public log of keystrokes has them.
 */
final class Typist {
  private static final int SHORTEST_PAUSE_MILLIS = 80;
  private static final int LONGEST_PAUSE_MILLIS = 250;
  private static final double TYPES_TO_THE_END = 0.5;

  /** Of each letter but the first. */
  private static final double SLIP = 0.03;

  /** That one more letter is typed before the person looks. */
  private static final double NOTICED_LATE = 0.5;

  /**
   * What the box holds after a stroke.
   *
   * @param pauseNanos since the stroke before
   */
  record Stroke(long pauseNanos, String text) {}

  private final SplittableRandom random;
  private final StringBuilder box = new StringBuilder();
  private final List<Stroke> strokes = new ArrayList<>();

  private Typist(SplittableRandom random) {
    this.random = random;
  }

  /** The strokes of one search, at least one; the box is never empty. */
  static List<Stroke> type(String query, SplittableRandom random) {
    return new Typist(random).typed(query.codePoints().toArray());
  }

  private List<Stroke> typed(int[] letters) {
    int length =
        random.nextDouble() < TYPES_TO_THE_END
            ? letters.length
            : 1 + random.nextInt(letters.length);
    for (int i = 0; i < length; i++) {
      if (i > 0 && random.nextDouble() < SLIP) {
        slip(letters[i]);
      }
      press(letters[i]);
    }
    return strokes;
  }

  /** A wrong letter, perhaps the right one behind it, and back. */
  private void slip(int letter) {
    int before = box.length();
    press('a' + random.nextInt(26));
    if (random.nextDouble() < NOTICED_LATE) {
      press(letter);
    }
    while (box.length() > before) {
      box.setLength(box.offsetByCodePoints(box.length(), -1));
      stroke();
    }
  }

  private void press(int letter) {
    box.appendCodePoint(letter);
    stroke();
  }

  private void stroke() {
    int millis = random.nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS + 1);
    strokes.add(new Stroke(millis * 1_000_000L, box.toString()));
  }
}
