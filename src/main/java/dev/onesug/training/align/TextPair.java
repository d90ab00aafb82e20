package dev.onesug.training.align;

/**
 * Two texts in normal form that users chose for each other.
 *
 * @param left what is looked up with: a prefix, or a query
 * @param right what should be found: a query
 * @param perspective how users chose
 */
public record TextPair(String left, String right, Perspective perspective) {

  /** From where a pair is seen (CroPS, arXiv 2511.15443). */
  public enum Perspective {
    /** A prefix and the query that followed it. */
    CLICKED(false, false),
    /** A prefix and the query that followed it and led to an order. */
    ORDERED(false, true),
    /** Two queries of one session. */
    REFORMULATED(true, false),
    /** Two queries of one session that both led to an order. */
    CO_PURCHASED(true, true);

    private final boolean mined;
    private final boolean strong;

    Perspective(boolean mined, boolean strong) {
      this.mined = mined;
      this.strong = strong;
    }

    /**
     * Whether the pair only co-occurs, so that one which the un-tuned encoder finds unlike is taken
     * for chance. A prefix and the query that followed are no chance, and a cut word is unlike
     * anything before the tuning.
     */
    public boolean isMined() {
      return mined;
    }

    /** Whether it weighs more than other positives. */
    public boolean isStrong() {
      return strong;
    }
  }
}
