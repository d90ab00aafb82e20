package dev.onesug.model.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The named weights of one program in the order in which it counts them, on one device. The list is
 * the owner of their native memory.
 */
public final class Weights implements AutoCloseable {
  private final PtNDManager manager;
  private final List<String> names;
  private final PtNDArray[] arrays;
  private final boolean trainable;

  private Weights(PtNDManager manager, List<String> names, PtNDArray[] arrays, boolean trainable) {
    this.manager = manager;
    this.names = names;
    this.arrays = arrays;
    this.trainable = trainable;
  }

  /**
   * Weights that only answer.
   *
   * @param tensors name to numbers, in the program's order
   * @param device {@code cpu}, {@code cuda:N} or {@code auto}
   */
  public static Weights frozen(Map<String, HostTensor> tensors, String device) {
    return upload(tensors, device, false);
  }

  /**
   * Weights that only answer, straight from a file: nothing of them passes the heap, and closing
   * them gives all of their memory back at once.
   *
   * @param tensors name to the tensors of equal shape that are stacked in it, in the program's
   *     order
   * @param device {@code cpu}, {@code cuda:N} or {@code auto}
   */
  public static Weights stored(Map<String, List<StoredTensor>> tensors, String device) {
    return stored(tensors, device, DataType.FLOAT32);
  }

  /** The same in half precision, in which the program then computes: made for GPUs. */
  public static Weights storedInHalf(Map<String, List<StoredTensor>> tensors, String device) {
    return stored(tensors, device, DataType.FLOAT16);
  }

  /**
   * Weights that collect gradients; only for the training process, because gradients are global to
   * a process.
   */
  public static Weights trainable(Map<String, HostTensor> tensors, String device) {
    return upload(tensors, device, true);
  }

  private static Weights upload(Map<String, HostTensor> tensors, String device, boolean trainable) {
    return made(
        tensors,
        device,
        trainable,
        (manager, tensor) -> {
          NDArray array = manager.create(tensor.values(), new Shape(tensor.shape()));
          array.setRequiresGradient(trainable);
          return array;
        });
  }

  private static Weights stored(
      Map<String, List<StoredTensor>> tensors, String device, DataType type) {
    return made(tensors, device, false, (manager, parts) -> stacked(manager, parts, type));
  }

  /** All or nothing: where the memory does not suffice, none of it stays taken. */
  private static <T> Weights made(
      Map<String, T> tensors,
      String device,
      boolean trainable,
      BiFunction<NDManager, T, NDArray> make) {
    PtNDManager manager = TensorEngine.newManager(TensorEngine.device(device));
    try {
      PtNDArray[] arrays =
          tensors.values().stream()
              .map(tensor -> (PtNDArray) make.apply(manager, tensor))
              .toArray(PtNDArray[]::new);
      return new Weights(manager, List.copyOf(tensors.keySet()), arrays, trainable);
    } catch (RuntimeException | Error e) {
      manager.close();
      throw e;
    }
  }

  private static NDArray stacked(NDManager manager, List<StoredTensor> parts, DataType type) {
    try (NDManager passing = manager.newSubManager()) {
      NDList list = new NDList();
      parts.forEach(part -> list.add(copied(passing, part, type)));
      NDArray whole = list.size() == 1 ? list.get(0) : NDArrays.concat(list, 0);
      whole.attach(manager);
      return whole;
    }
  }

  /**
   * On a CPU what the engine makes of a buffer is the buffer itself, and stays so where the type is
   * the one that it should become: hence a copy in any case.
   */
  private static NDArray copied(NDManager manager, StoredTensor tensor, DataType type) {
    DataType stored = tensor.type().inEngine();
    try (NDArray there =
        manager.create(tensor.bytes().duplicate(), new Shape(tensor.shape()), stored)) {
      return stored == type ? there.duplicate() : there.toType(type, true);
    }
  }

  public List<String> names() {
    return names;
  }

  public int size() {
    return arrays.length;
  }

  /** The total number of trained numbers. */
  public long parameters() {
    long count = 0;
    for (NDArray array : arrays) {
      count += array.size();
    }
    return count;
  }

  /** Copies all numbers out, in order. */
  public Map<String, HostTensor> download() {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < arrays.length; i++) {
      Tensor tensor = new Tensor(arrays[i]);
      tensors.put(names.get(i), new HostTensor(tensor.shape(), tensor.floats()));
    }
    return tensors;
  }

  boolean isTrainable() {
    return trainable;
  }

  /** The device, as the configuration names it. */
  String device() {
    return manager.getDevice().isGpu() ? "cuda:" + manager.getDevice().getDeviceId() : "cpu";
  }

  PtNDManager manager() {
    return manager;
  }

  PtNDArray[] arrays() {
    return arrays;
  }

  @Override
  public void close() {
    manager.close();
  }
}
