package dev.onesug.serving.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResidentMemoryTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @TempDir Path folder;

  @Test
  void gauge_statusOfLinux_isTheResidentSetInBytes() throws IOException {
    bind("Name:\tjava\nVmPeak:\t 9000000 kB\nVmRSS:\t  123456 kB\nRssAnon:\t 100000 kB\n");

    assertThat(resident()).isEqualTo(123_456 * 1024.0);
  }

  @Test
  void gauge_statusWithoutTheLine_isNotANumber() throws IOException {
    bind("Name:\tjava\nVmRSS:\n");

    assertThat(resident()).isNaN();
  }

  @Test
  void bindTo_noSuchFile_noMeter() {
    new ResidentMemory(folder.resolve("absent")).bindTo(registry);

    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void gpu_cpu_noMeter() {
    new GpuMemory("cpu").bindTo(registry);

    assertThat(registry.getMeters()).isEmpty();
  }

  private void bind(String status) throws IOException {
    Path file = Files.writeString(folder.resolve("status"), status);
    new ResidentMemory(file).bindTo(registry);
  }

  private double resident() {
    return registry.get("onesug.memory.resident").gauge().value();
  }
}
