package dev.onesug.model.decoding;

/**
 * A condition on suggestions beyond the trie. It is asked lazily, only for hypotheses that are good
 * enough to be kept.
 */
@FunctionalInterface
public interface Constraint {
  Constraint NONE = path -> true;

  /**
   * Whether this hypothesis may be kept: as it is if it has ended, else because it may still grow
   * into something allowed. What is refused must stay refused whatever follows.
   */
  boolean allows(TokenPath path);

  default Constraint and(Constraint other) {
    return path -> allows(path) && other.allows(path);
  }
}
