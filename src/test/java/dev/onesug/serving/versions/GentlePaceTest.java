package dev.onesug.serving.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GentlePaceTest {
  private final AtomicInteger gaveWay = new AtomicInteger();

  @Test
  void step_somebodyIsAnswered_restsSeveralTimesAsLongAndGivesWay() {
    GentlePace pace = new GentlePace(() -> true, gaveWay::incrementAndGet);
    work(Duration.ofMillis(20));
    long before = System.nanoTime();

    pace.step();

    assertThat(System.nanoTime() - before).isGreaterThan(Duration.ofMillis(80).toNanos());
    assertThat(gaveWay).hasValue(1);
  }

  @Test
  void step_hardlyAnythingDone_goesOn() {
    GentlePace pace = new GentlePace(() -> true, gaveWay::incrementAndGet);
    work(Duration.ofMillis(5));
    pace.step();

    pace.step();

    assertThat(gaveWay).hasValue(1);
  }

  @Test
  void step_nobodyIsAnsweredYet_isAtFullSpeed() {
    GentlePace pace = new GentlePace(() -> false, gaveWay::incrementAndGet);
    work(Duration.ofMillis(5));

    pace.step();

    assertThat(gaveWay).hasValue(0);
  }

  private static void work(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
