package dev.onesug.training.descent;

import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.tensor.Tensor;
import dev.onesug.model.tensor.TensorScope;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is descended: a loss over batches, and what it is measured by. */
public interface Objective {
  /** How many members a pass has. */
  int size();

  /** The members of each batch of one pass; always the same for the same pass. */
  List<int[]> batches(int pass);

  /** The method of the model's program that returns the loss of a batch. */
  String lossMethod();

  Batch batch(int[] members);

  Measurement measure(Seq2SeqModel model);

  /**
   * What a step needs.
   *
   * @param inputs makes the arguments of the loss method, after the weights
   * @param computedTokens of encoder and decoder, padding included
   */
  record Batch(Function<TensorScope, Tensor[]> inputs, int computedTokens) {}

  /**
   * How good a model is, on what it is not trained on.
   *
   * @param loss the lower the better
   * @param others further figures for the report
   * @param stop why the training must end here; null to go on
   */
  record Measurement(double loss, Map<String, Double> others, @Nullable String stop) {
    public Measurement(double loss) {
      this(loss, Map.of(), null);
    }
  }
}
