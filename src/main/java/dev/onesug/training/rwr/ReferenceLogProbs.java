package dev.onesug.training.rwr;

import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.SafeTensors;
import dev.onesug.model.tensor.SafeTensors.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The log-probabilities that the model a training starts from gives to the queries of every list:
 * constants, so they are computed once, kept on disk for a resumed run, and that model is free to
 * go.
 *
 * @param train [lists × targets]
 * @param dev [lists × targets]
 */
record ReferenceLogProbs(float[] train, float[] dev) {
  private static final String TRAIN = "train";
  private static final String DEV = "dev";

  /**
   * Reads a file, or computes what it does not hold and writes it.
   *
   * @param model the one that training starts from
   */
  static ReferenceLogProbs of(Path file, Seq2SeqModel model, ListBatches train, ListBatches dev)
      throws IOException {
    if (Files.exists(file)) {
      Map<String, HostTensor> stored = SafeTensors.read(file);
      HostTensor ofTrain = stored.get(TRAIN);
      HostTensor ofDev = stored.get(DEV);
      if (ofTrain != null
          && ofDev != null
          && ofTrain.values().length == train.targets()
          && ofDev.values().length == dev.targets()) {
        return new ReferenceLogProbs(ofTrain.values(), ofDev.values());
      }
    }
    ReferenceLogProbs computed = new ReferenceLogProbs(train.logProbs(model), dev.logProbs(model));
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    tensors.put(TRAIN, HostTensor.of(computed.train, computed.train.length));
    tensors.put(DEV, HostTensor.of(computed.dev, computed.dev.length));
    SafeTensors.write(file, tensors, Precision.F32);
    return computed;
  }
}
