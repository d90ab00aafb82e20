package dev.onesug.serving.memory;

import dev.onesug.model.tensor.DeviceMemory;
import dev.onesug.model.tensor.TensorEngine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@code onesug.memory.gpu.used} and {@code onesug.memory.gpu.total}: bytes on the GPU that the
 * model computes on. Without a GPU the meters are not there.
 */
public final class GpuMemory implements MeterBinder {
  private final String device;

  /**
   * Watches a device.
   *
   * @param device {@code cpu}, {@code cuda:N} or {@code auto}
   */
  public GpuMemory(String device) {
    this.device = device;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    if (TensorEngine.isGpu(device)) {
      DeviceMemory memory = DeviceMemory.of(device);
      Gauge.builder("onesug.memory.gpu.used", memory, DeviceMemory::usedBytes)
          .description("Memory of the GPU that is taken, by whatever process")
          .baseUnit(BaseUnits.BYTES)
          .strongReference(true)
          .register(registry);
      Gauge.builder("onesug.memory.gpu.total", memory, DeviceMemory::totalBytes)
          .description("Memory that the GPU has")
          .baseUnit(BaseUnits.BYTES)
          .strongReference(true)
          .register(registry);
    }
  }
}
