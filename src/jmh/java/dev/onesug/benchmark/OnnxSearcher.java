package dev.onesug.benchmark;

import ai.onnxruntime.OrtException;
import dev.onesug.benchmark.onnx.OnnxBart;
import dev.onesug.benchmark.onnx.OnnxPrecision;
import dev.onesug.model.decoding.BeamSearch;
import dev.onesug.model.decoding.SilentDecoder;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What people would use instead: a beam search over the whole vocabulary by ONNX Runtime. What is
 * counted is the encoder, the decoder's steps, the log-softmax over the vocabulary and the choice
 * of the best after each step, all inside its graphs, and the call of these.
 */
final class OnnxSearcher implements Searcher {
  private final OnnxBart model;
  private final List<Keystroke> keystrokes;

  /** [keystrokes] steps after the first. */
  private final int[] steps;

  private int next;

  OnnxSearcher(Path folder, OnnxPrecision precision, Work work) throws IOException, OrtException {
    model = OnnxBart.load(folder, precision, BEAM);
    GeneratedShop shop = new GeneratedShop();
    keystrokes = shop.keystrokes(KEYSTROKES);
    Seq2SeqConfig config = Seq2SeqConfig.read(folder.resolve("config.json"));
    steps =
        keystrokes.stream()
            .mapToInt(keystroke -> work == Work.FIXED ? STEPS : longest(shop, keystroke, config))
            .toArray();
  }

  /** Tokens of the longest of the wanted queries, as the prior alone would find them. */
  private static int longest(GeneratedShop shop, Keystroke keystroke, Seq2SeqConfig config) {
    SilentDecoder silent =
        new SilentDecoder(config.startToken(), config.endToken(), config.maxPositions());
    return BeamSearch.over(shop.trie())
        .search(silent, OneSugSearcher.request(shop, keystroke))
        .stream()
        .mapToInt(candidate -> candidate.tokens().length)
        .max()
        .orElseThrow();
  }

  @Override
  public Object search() throws OrtException {
    int index = next++ % steps.length;
    return model.search(keystrokes.get(index).input(), steps[index]);
  }

  @Override
  public void close() throws OrtException {
    model.close();
  }
}
