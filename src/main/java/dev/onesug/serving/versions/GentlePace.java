package dev.onesug.serving.versions;

import dev.onesug.model.bundle.Pace;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The pace of a load beside versions that answer: before each step it waits until nobody waits for
 * the model, and rests for several times as long as it has worked, but not longer than {@value
 * #LONGEST_SECONDS} s: a load takes a tenth of one core, more where single steps are long. Where
 * nobody is answered yet it is at full speed. For one load.
 */
final class GentlePace implements Pace {
  private static final int RESTS = 9;
  private static final int LONGEST_SECONDS = 2;
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);

  private final BooleanSupplier answering;
  private final Runnable giveWay;
  private long since = System.nanoTime();

  /**
   * Makes a pace whose work begins now.
   *
   * @param answering whether there is somebody to give way to
   * @param giveWay waits until nobody waits for the model, but not for ever
   */
  GentlePace(BooleanSupplier answering, Runnable giveWay) {
    this.answering = answering;
    this.giveWay = giveWay;
  }

  @Override
  public void step() {
    if (!answering.getAsBoolean()) {
      return;
    }
    long worked = System.nanoTime() - since;
    if (worked < SHORTEST_NANOS) {
      return;
    }
    rest(Math.min(RESTS * worked, LONGEST_NANOS));
    giveWay.run();
    since = System.nanoTime();
  }

  private static void rest(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
