package dev.onesug.model.tensor;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A TorchScript module and the weights it computes with. Every method of the module takes the
 * weights first, as {@code w: List[Tensor]}, then its own arguments: one text serves and trains, on
 * any device. Safe for concurrent calls, each in a {@link TensorScope} of its own.
 */
public final class TensorProgram implements AutoCloseable {
  private final Weights weights;
  private final PtSymbolBlock module;
  private final IValue weightList;
  private boolean packed;

  private TensorProgram(Weights weights, PtSymbolBlock module) {
    this.weights = weights;
    this.module = module;
    this.weightList = IValue.listFrom(weights.arrays());
  }

  /**
   * Compiles the text; the program owns the weights from here on and closes them. Where it does not
   * compile they are closed.
   *
   * @throws ai.djl.engine.EngineException if the text is not TorchScript; it quotes the line
   */
  public static TensorProgram compile(ProgramSource source, Weights weights) {
    try {
      PtSymbolBlock module =
          JniUtils.loadModule(
              weights.manager(), new ByteArrayInputStream(source.archive()), false, false);
      return new TensorProgram(weights, module);
    } catch (IOException e) {
      weights.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      weights.close();
      throw e;
    }
  }

  /**
   * Runs the program's method {@code pack}, which keeps a copy of the weights in fewer bits, laid
   * out for the processor. Nothing happens on a GPU, nor where the engine's build for this
   * processor has no such products: the program must do without. To be called before anything else.
   *
   * @return this
   */
  public TensorProgram pack() {
    if (device().equals("cpu")) {
      try (TensorScope scope = open()) {
        scope.call("pack");
        packed = true;
      } catch (EngineException e) {
        packed = false;
      }
    }
    return this;
  }

  /** Whether {@link #pack} has packed anything. */
  public boolean isPacked() {
    return packed;
  }

  /** Opens a scope that owns what calls return. */
  public TensorScope open() {
    return new TensorScope(this);
  }

  /** Where it computes: {@code cpu} or {@code cuda:N}. */
  public String device() {
    return weights.device();
  }

  public Weights weights() {
    return weights;
  }

  PtSymbolBlock module() {
    return module;
  }

  IValue weightList() {
    return weightList;
  }

  @Override
  public void close() {
    weightList.close();
    module.close();
    weights.close();
  }
}
