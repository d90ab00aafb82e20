package dev.onesug.serving.memory;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code onesug.memory.resident}: bytes of main memory that the process holds. Weights and the
 * index live outside the heap, so the heap's own meters miss most of it. Linux tells it; elsewhere
 * the meter is not there.
 */
public final class ResidentMemory implements MeterBinder {
  private static final Path PROCESS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  private final Path status;

  public ResidentMemory() {
    this(PROCESS);
  }

  /**
   * Reads another file.
   *
   * @param status in the form of {@code /proc/self/status}
   */
  ResidentMemory(Path status) {
    this.status = status;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    if (Files.isReadable(status)) {
      Gauge.builder("onesug.memory.resident", this, ResidentMemory::bytes)
          .description("Main memory that the process holds, heap and native")
          .baseUnit(BaseUnits.BYTES)
          .strongReference(true)
          .register(registry);
    }
  }

  /** NaN where the system does not say. */
  private double bytes() {
    try {
      return resident(Files.readAllLines(status));
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  /** The line reads {@code VmRSS: 12345 kB}, and a kB is 1024 bytes. */
  private static double resident(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(RESIDENT))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .filter(digits -> !digits.isEmpty())
        .mapToDouble(digits -> Double.parseDouble(digits) * 1024)
        .findFirst()
        .orElse(Double.NaN);
  }
}
