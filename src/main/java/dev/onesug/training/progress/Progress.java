package dev.onesug.training.progress;

/** Listens to one piece of long work. */
@FunctionalInterface
public interface Progress {
  /** Nobody listens. */
  Progress NONE = (done, total, detail) -> {};

  /**
   * Called often; the listener thins out what it shows.
   *
   * @param done units finished so far
   * @param total units in all; 0 where it is not known
   * @param detail what else is worth saying, such as a loss or a rate; may be empty
   */
  void update(long done, long total, String detail);
}
