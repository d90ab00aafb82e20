package dev.onesug.model.bundle;

/**
 * How fast a version is opened. Opening is done in steps, and before each one the pace is asked,
 * which may wait: whoever answers on the same processor comes first.
 */
@FunctionalInterface
public interface Pace {
  /** Without any wait. */
  Pace FULL = () -> {};

  /** Returns when the next step may begin; always in the same thread. */
  void step();
}
