package dev.onesug.benchmark.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A BART that ONNX Runtime computes, on one thread, with every optimisation it has: searches the
 * whole vocabulary with a beam.
 */
public final class OnnxBart implements AutoCloseable {
  final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  final Seq2SeqConfig config;
  final int beamWidth;
  final OrtSession step;
  private final OrtSession encoder;

  private OnnxBart(Seq2SeqConfig config, int beamWidth, BartGraphs graphs) throws OrtException {
    this.config = config;
    this.beamWidth = beamWidth;
    try (SessionOptions options = options()) {
      encoder = environment.createSession(graphs.encoder(), options);
      step = environment.createSession(graphs.step(beamWidth), options);
    }
  }

  private static SessionOptions options() throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
    options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    return options;
  }

  /**
   * Opens {@code config.json} and {@code model.safetensors} of a folder.
   *
   * @param beamWidth hypotheses of every step but the first
   */
  public static OnnxBart load(Path folder, OnnxPrecision precision, int beamWidth)
      throws IOException, OrtException {
    Seq2SeqConfig config = Seq2SeqConfig.read(folder.resolve("config.json"));
    Map<String, HostTensor> weights = SafeTensors.read(folder.resolve("model.safetensors"));
    return new OnnxBart(config, beamWidth, new BartGraphs(config, weights, precision));
  }

  /**
   * Encodes an input, feeds the start token to one hypothesis, and then tokens to {@code beamWidth}
   * hypotheses as often as asked for; what ends a query is a token like any other.
   *
   * @param input [S] token ids
   * @param steps steps after the first
   * @return the best hypotheses, best first, one token more each than steps
   */
  public List<OnnxHypothesis> search(int[] input, int steps) throws OrtException {
    try (OnnxTensor tokens = OnnxSearch.ints(environment, input);
        OnnxTensor positions =
            OnnxSearch.ints(
                environment,
                IntStream.range(0, input.length)
                    .map(i -> i + BartGraphs.POSITION_OFFSET)
                    .toArray());
        OrtSession.Result crosses =
            encoder.run(Map.of(BartGraphs.TOKENS, tokens, BartGraphs.POSITIONS, positions));
        OnnxSearch search = new OnnxSearch(this, crosses)) {
      for (int i = 0; i <= steps; i++) {
        search.advance();
      }
      return search.best();
    }
  }

  @Override
  public void close() throws OrtException {
    encoder.close();
    step.close();
  }
}
