package dev.onesug.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A fixed chain of dependent multiplications and additions, without memory: what it takes longer at
 * times than at others is the machine's doing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ControlBenchmark {
  private static final int OPERATIONS = 1_500_000;

  private double start = 0.5;

  @Benchmark
  public double spin() {
    double x = start;
    for (int i = 0; i < OPERATIONS; i++) {
      x = x * 0.999999 + 1e-6;
    }
    start = x;
    return x;
  }
}
