package dev.onesug.model.tensor;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.lang.management.MemoryUsage;

/** The memory of a GPU, as its driver counts it: everything on the card, whoever took it. */
public final class DeviceMemory {
  private final Device device;

  private DeviceMemory(Device device) {
    this.device = device;
  }

  /**
   * The memory of a device.
   *
   * @param name {@code cuda:N}, or {@code auto} where there is a GPU
   * @throws IllegalArgumentException if the name means the CPU, whose memory is the process's own
   */
  public static DeviceMemory of(String name) {
    Device device = TensorEngine.device(name);
    if (!device.isGpu()) {
      throw new IllegalArgumentException("device: " + name + " (expected: a GPU)");
    }
    return new DeviceMemory(device);
  }

  /** Bytes that are taken; NaN where the driver does not say. */
  public double usedBytes() {
    return bytes(MemoryUsage::getUsed);
  }

  /** Bytes that there are; NaN where the driver does not say. */
  public double totalBytes() {
    return bytes(MemoryUsage::getMax);
  }

  /** A reading of a meter; null is not one. */
  @FunctionalInterface
  private interface Reading {
    long of(MemoryUsage usage);
  }

  private double bytes(Reading reading) {
    try {
      return reading.of(CudaUtils.getGpuMemory(device));
    } catch (RuntimeException | LinkageError e) {
      // A meter that cannot be read is no reason to fail.
      return Double.NaN;
    }
  }
}
