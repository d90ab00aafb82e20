package dev.onesug.model.semanticid;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The codes of a query, coarse to fine: one for each level of the residual quantiser. Immutable.
 */
public final class SemanticId implements Comparable<SemanticId> {
  private final int[] codes;

  private SemanticId(int[] codes) {
    this.codes = codes;
  }

  public static SemanticId of(int... codes) {
    return new SemanticId(codes.clone());
  }

  public int levels() {
    return codes.length;
  }

  /** The code at a level; level 0 is the coarsest. */
  public int code(int level) {
    return codes[level];
  }

  /**
   * How many leading codes two IDs share: the level at which fine-to-coarse search finds one from
   * the other.
   */
  public int sharedLevels(SemanticId other) {
    int mismatch = Arrays.mismatch(codes, other.codes);
    return mismatch < 0 ? codes.length : mismatch;
  }

  @Override
  public int compareTo(SemanticId other) {
    return Arrays.compare(codes, other.codes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SemanticId that && Arrays.equals(codes, that.codes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(codes);
  }

  /** For example {@code (12, 3, 401, 7)}. */
  @Override
  public String toString() {
    return Arrays.stream(codes)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
