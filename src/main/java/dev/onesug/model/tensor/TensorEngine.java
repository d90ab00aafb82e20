package dev.onesug.model.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;

/** The one place where the numeric engine is started and told how many threads it may use. */
public final class TensorEngine {
  private static final String ENGINE = "PyTorch";

  private TensorEngine() {}

  /** Loads the native library, so that the first request does not pay for it. */
  public static void start() {
    engine();
  }

  /**
   * How many threads one operation may use. Serving wants 1 (one request a core), training all of
   * them.
   *
   * @throws IllegalArgumentException if the number is below 1
   */
  public static void threads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: " + threads + " (expected: at least 1)");
    }
    engine();
    JniUtils.setNumThreads(threads);
  }

  /**
   * Whether a name of the configuration means a GPU.
   *
   * @param name {@code cpu}, {@code cuda:N} or {@code auto}
   * @throws IllegalArgumentException if the name is another, or names a GPU that is not there
   */
  public static boolean isGpu(String name) {
    return device(name).isGpu();
  }

  /** Makes dropout and other native randomness repeatable. */
  public static void seed(int seed) {
    engine().setRandomSeed(seed);
  }

  /**
   * The device that a name of the configuration means.
   *
   * @param name {@code cpu}, {@code cuda:N}, or {@code auto} for the first GPU if there is one
   * @throws IllegalArgumentException if the name is another, or names a GPU that is not there
   */
  static Device device(String name) {
    if (name.equals("cpu")) {
      return Device.cpu();
    }
    int gpus = engine().getGpuCount();
    if (name.equals("auto") && gpus == 0) {
      return Device.cpu();
    }
    String number = name.equals("auto") ? "0" : name.startsWith("cuda:") ? name.substring(5) : "";
    if (!number.matches("\\d{1,3}")) {
      throw new IllegalArgumentException("device: " + name + " (expected: cpu, cuda:N or auto)");
    }
    int index = Integer.parseInt(number);
    if (index >= gpus) {
      throw new IllegalArgumentException(
          "device: " + name + " (expected: below the number of GPUs, " + gpus + ")");
    }
    return Device.gpu(index);
  }

  static PtNDManager newManager(Device device) {
    engine();
    return (PtNDManager) NDManager.newBaseManager(device, ENGINE);
  }

  static Engine engine() {
    return Engine.getEngine(ENGINE);
  }
}
