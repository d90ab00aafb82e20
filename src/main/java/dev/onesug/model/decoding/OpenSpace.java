package dev.onesug.model.decoding;

import dev.onesug.model.decoding.QueryPrior.Standing;
import java.util.List;

/** Any sequence of at least one token. V is the size of the vocabulary. */
record OpenSpace() implements SearchSpace {

  @Override
  public void begin(Decoder decoder, Beam beam) {
    if (beam.prior() != null) {
      throw new IllegalArgumentException("prior: given (expected: none in open mode)");
    }
    beam.offerLive(0, decoder.startToken(), 0, Standing.LEAVES, new TokenPath(), Score.START);
  }

  @Override
  public void expand(Decoder decoder, List<Hypothesis> live, Beam beam) {
    int vocabulary = decoder.vocabularySize();
    float[] logits = // [B × V]
        decoder.stepOpen(SearchSpace.parents(live), SearchSpace.tokens(live));
    TokenPath path = new TokenPath();
    for (int row = 0; row < live.size(); row++) {
      Hypothesis parent = live.get(row);
      int from = row * vocabulary;
      double normaliser = Score.logNormaliser(logits, from, from + vocabulary);
      path.set(parent.path());
      for (int token = 0; token < vocabulary; token++) {
        double score = Score.extended(parent.score(), logits[from + token], normaliser);
        if (token == decoder.endToken()) {
          offerEnd(path, score, beam);
        } else if (beam.canLive(score)) {
          path.append(token);
          beam.offerLive(row, token, 0, Standing.LEAVES, path, score);
        }
        path.truncate(parent.path().length);
      }
    }
  }

  private static void offerEnd(TokenPath path, double score, Beam beam) {
    if (path.length() > 0) {
      path.end();
      beam.offerFinished(Candidate.NO_QUERY, path, score);
    }
  }
}
