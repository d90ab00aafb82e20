package dev.onesug.benchmark;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Always the same multiplications and additions over always the same numbers: what it takes longer
 * at times than at others is the machine's doing. It wants what the engines want, arithmetic units
 * and a cache of its own, because a neighbour takes these away before it takes time away.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ControlBenchmark {
  /** Two arrays of them fill 256 KB: a usual second-level cache, not more. */
  private static final int NUMBERS = 32 * 1024;

  private static final int PASSES = 500;

  private final float[] sums = new float[NUMBERS];
  private final float[] numbers = new float[NUMBERS];

  public ControlBenchmark() {
    Arrays.fill(numbers, 0.5f);
  }

  @Benchmark
  public float[] spin() {
    for (int pass = 0; pass < PASSES; pass++) {
      for (int i = 0; i < NUMBERS; i++) {
        sums[i] = sums[i] * 0.9f + numbers[i];
      }
    }
    return sums;
  }
}
