package dev.onesug.benchmark;

import dev.onesug.model.decoding.BeamSearch;
import dev.onesug.model.decoding.Constraint;
import dev.onesug.model.decoding.Decoder;
import dev.onesug.model.decoding.SearchRequest;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.seq2seq.ServingPrecision;
import dev.onesug.model.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Our search, as the service runs it: cold, one request on one thread. What is counted is the
 * encoder, the decoder's steps, the log-softmax over what is allowed and the choice of the best
 * after each step; of the real work, the prior of the typed text, too.
 */
final class OneSugSearcher implements Searcher {
  /** The share of searches that do not continue what was typed; as published versions have it. */
  static final double LEAVING_SHARE = 0.05;

  private final Seq2SeqModel model;
  private final Work work;
  private final GeneratedShop shop = new GeneratedShop();
  private final List<Keystroke> keystrokes = shop.keystrokes(KEYSTROKES);
  private final BeamSearch overTrie = BeamSearch.over(shop.trie());
  private final ForcedSearch forced;
  private int next;

  OneSugSearcher(Path folder, ServingPrecision precision, Work work) throws IOException {
    TensorEngine.threads(1);
    this.model = Seq2SeqModel.loadToServe(folder, "cpu", precision);
    this.work = work;
    this.forced = new ForcedSearch(BEAM, STEPS, ALLOWED_TOKENS, model.config().vocabularySize());
  }

  @Override
  public Object search() {
    Keystroke keystroke = keystrokes.get(next++ % keystrokes.size());
    try (Decoder decoder = model.decoder(keystroke.input())) {
      return switch (work) {
        case FIXED -> forced.run(decoder);
        case REAL -> overTrie.search(decoder, request(shop, keystroke));
      };
    }
  }

  static SearchRequest request(GeneratedShop shop, Keystroke keystroke) {
    return new SearchRequest(
        BEAM, BEAM, Constraint.NONE, shop.prior().given(keystroke.typed(), LEAVING_SHARE));
  }

  @Override
  public void close() {
    model.close();
  }
}
