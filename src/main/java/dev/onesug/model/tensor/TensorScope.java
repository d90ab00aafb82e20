package dev.onesug.model.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;

/**
 * The native memory of one unit of work: inputs and results live until it closes. Not thread-safe.
 *
 * <pre>{@code
 * try (TensorScope scope = program.open()) {
 *   Tensor ids = scope.longs(tokenIds, batch, length);
 *   float[] vectors = scope.call("embed", ids).get(0).floats();
 * }
 * }</pre>
 */
public final class TensorScope implements AutoCloseable {
  private final TensorProgram program;
  private final PtNDManager manager;

  TensorScope(TensorProgram program) {
    this.program = program;
    this.manager = (PtNDManager) program.weights().manager().newSubManager();
  }

  public Tensor longs(long[] values, long... shape) {
    return new Tensor((PtNDArray) manager.create(values, new Shape(shape)));
  }

  /** Widens to 64 bits, the engine's type of ids. */
  public Tensor longs(int[] values, long... shape) {
    long[] wide = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return longs(wide, shape);
  }

  public Tensor floats(float[] values, long... shape) {
    return new Tensor((PtNDArray) manager.create(values, new Shape(shape)));
  }

  public Tensor booleans(boolean[] values, long... shape) {
    return new Tensor((PtNDArray) manager.create(values, new Shape(shape)));
  }

  /**
   * Runs a method of the program without gradients.
   *
   * @param arguments {@link Tensor}, {@code List<Tensor>}, {@link Integer}, {@link Long}, {@link
   *     Double} or {@link Boolean}
   * @return the tensor, or the list of tensors, that the method returns
   * @throws ai.djl.engine.EngineException if the method is unknown or the arguments do not fit
   */
  public List<Tensor> call(String method, Object... arguments) {
    // The profiling executor would recompile for every new shape, in the middle of a request.
    JniUtils.setGraphExecutorOptimize(false);
    IValue[] values = new IValue[arguments.length + 1];
    values[0] = program.weightList();
    try {
      for (int i = 0; i < arguments.length; i++) {
        values[i + 1] = toIValue(arguments[i]);
      }
      try (IValue result = IValueUtils.runMethod(program.module(), method, values)) {
        return toTensors(result);
      }
    } finally {
      for (int i = 1; i < values.length; i++) {
        if (values[i] != null) {
          values[i].close();
        }
      }
    }
  }

  /**
   * Runs a method that returns one loss, with gradients. Close the collector of gradients after its
   * backward pass.
   *
   * @return the loss, a scalar
   */
  NDArray loss(String method, Tensor... inputs) {
    JniUtils.setGraphExecutorOptimize(false);
    NDList list = new NDList();
    for (PtNDArray weight : program.weights().arrays()) {
      weight.setName("w[]");
      list.add(weight);
    }
    for (Tensor input : inputs) {
      list.add(input.array);
    }
    NDArray name = manager.create(0f);
    name.setName("module_method:" + method);
    list.add(name);
    NDArray loss = IValueUtils.forward(program.module(), list, true).get(0);
    loss.attach(manager);
    return loss;
  }

  PtNDManager manager() {
    return manager;
  }

  private IValue toIValue(Object argument) {
    if (argument instanceof Tensor tensor) {
      return IValue.from(tensor.array);
    }
    if (argument instanceof List<?> list) {
      return IValue.listFrom(
          list.stream().map(element -> ((Tensor) element).array).toArray(PtNDArray[]::new));
    }
    if (argument instanceof Integer || argument instanceof Long) {
      return IValue.from(((Number) argument).longValue());
    }
    if (argument instanceof Double number) {
      return IValue.from(number.doubleValue());
    }
    if (argument instanceof Boolean flag) {
      return IValue.from(flag.booleanValue());
    }
    throw new IllegalArgumentException(
        "argument: "
            + argument.getClass().getName()
            + " (expected: Tensor, List<Tensor>, Integer, Long, Double or Boolean)");
  }

  private List<Tensor> toTensors(IValue result) {
    List<Tensor> tensors = new ArrayList<>();
    if (result.isTensorList()) {
      for (PtNDArray array : result.toTensorArray(manager)) {
        tensors.add(new Tensor(array));
      }
    } else {
      tensors.add(new Tensor(result.toTensor(manager)));
    }
    return tensors;
  }

  @Override
  public void close() {
    manager.close();
  }
}
