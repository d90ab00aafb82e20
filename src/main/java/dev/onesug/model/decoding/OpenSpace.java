package dev.onesug.model.decoding;

import dev.onesug.model.decoding.QueryPrior.Standing;
import java.util.List;

/** Any sequence of at least one token. V is the size of the vocabulary. */
record OpenSpace() implements SearchSpace {

  @Override
  public void begin(Decoder decoder, int input, Beam beam) {
    if (beam.prior() != null) {
      throw new IllegalArgumentException("prior: given (expected: none in open mode)");
    }
    beam.offerLive(input, decoder.startToken(), 0, Standing.LEAVES, new TokenPath(), Score.START);
  }

  @Override
  public void expand(Decoder decoder, List<Beam> beams) {
    int vocabulary = decoder.vocabularySize();
    float[] logits = // [B × V]
        decoder.stepOpen(SearchSpace.parents(beams), SearchSpace.tokens(beams));
    int row = 0;
    for (Beam beam : beams) {
      for (Hypothesis parent : beam.hypotheses()) {
        expand(parent, row, logits, row * vocabulary, (row + 1) * vocabulary, decoder, beam);
        row++;
      }
    }
  }

  private static void expand(
      Hypothesis parent, int row, float[] logits, int from, int to, Decoder decoder, Beam beam) {
    double normaliser = Score.logNormaliser(logits, from, to);
    TokenPath path = new TokenPath();
    path.set(parent.path());
    for (int token = 0; token < to - from; token++) {
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

  private static void offerEnd(TokenPath path, double score, Beam beam) {
    if (path.length() > 0) {
      path.end();
      beam.offerFinished(Candidate.NO_QUERY, path, score);
    }
  }
}
