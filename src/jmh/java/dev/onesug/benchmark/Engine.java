package dev.onesug.benchmark;

import ai.onnxruntime.OrtException;
import dev.onesug.benchmark.onnx.OnnxPrecision;
import dev.onesug.model.seq2seq.ServingPrecision;
import java.io.IOException;
import java.nio.file.Path;

/** Who computes. */
public enum Engine {
  ONESUG_INT8("OneSug int8"),
  ONESUG_FP16("OneSug fp16"),
  ONNX_INT8("ONNX Runtime int8"),
  ONNX_FP32("ONNX Runtime fp32");

  private final String title;

  Engine(String title) {
    this.title = title;
  }

  /** For people. */
  String title() {
    return title;
  }

  /** Opens the model of a folder, to do some work on one thread. */
  Searcher open(Path model, Work work) throws IOException, OrtException {
    return switch (this) {
      case ONESUG_INT8 -> new OneSugSearcher(model, ServingPrecision.INT8, work);
      case ONESUG_FP16 -> new OneSugSearcher(model, ServingPrecision.FP16, work);
      case ONNX_INT8 -> new OnnxSearcher(model, OnnxPrecision.INT8, work);
      case ONNX_FP32 -> new OnnxSearcher(model, OnnxPrecision.FP32, work);
    };
  }
}
