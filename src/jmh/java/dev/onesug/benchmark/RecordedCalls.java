package dev.onesug.benchmark;

import dev.onesug.model.decoding.BeamSearch;
import dev.onesug.model.decoding.Decoder;
import dev.onesug.model.seq2seq.Seq2SeqConfig;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the real work asks of a decoder at first, for benchmarks that run where no Java does. What
 * is asked first hangs on the prior alone, not on the weights; it is nearly all that is asked.
 */
final class RecordedCalls {
  /**
   * The first call of a search.
   *
   * @param input of the encoder
   * @param parents of the nodes that are fed: the place of another, or -1
   * @param tokens of these nodes
   * @param candidateNodes the nodes that candidates would continue
   * @param candidateTokens the tokens of candidates
   */
  record Call(
      int[] input, int[] parents, int[] tokens, int[] candidateNodes, int[] candidateTokens) {}

  /** A model that says nothing, as {@code SilentDecoder}, and notes what it is asked. */
  private record Recording(
      int startToken, int endToken, int maxLength, int[] input, List<Call> calls)
      implements Decoder {

    @Override
    public float[] extend(
        int[] parents, int[] tokens, int[] candidateNodes, int[] candidateTokens) {
      calls.add(new Call(input, parents, tokens, candidateNodes, candidateTokens));
      return new float[candidateTokens.length];
    }

    @Override
    public void close() {}
  }

  private static final int CALLS = 64;

  private RecordedCalls() {}

  /** Writes the program of a geometry and, in {@code calls.json}, a call for each keystroke. */
  static void write(Path folder, Geometry geometry) throws IOException {
    Files.createDirectories(folder);
    Seq2SeqConfig config = geometry.config();
    Seq2SeqModel.writeProgram(folder, config);
    GeneratedShop shop = new GeneratedShop();
    BeamSearch search = BeamSearch.over(shop.trie());
    List<Call> calls = new ArrayList<>();
    for (Keystroke keystroke : shop.keystrokes(CALLS)) {
      List<Call> ofSearch = new ArrayList<>();
      search.search(
          new Recording(
              config.startToken(),
              config.endToken(),
              config.maxPositions(),
              keystroke.input(),
              ofSearch),
          OneSugSearcher.request(shop, keystroke));
      calls.add(ofSearch.get(0));
    }
    Files.write(
        folder.resolve("calls.json"), JsonMapper.builder().build().writeValueAsBytes(calls));
  }
}
