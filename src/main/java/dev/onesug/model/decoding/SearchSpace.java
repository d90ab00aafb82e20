package dev.onesug.model.decoding;

import java.util.List;

/** What may follow what. */
interface SearchSpace {

  /** Puts the empty hypothesis into the beam. */
  void begin(Decoder decoder, Beam beam);

  /** Feeds the live hypotheses to the decoder and puts what follows them into the beam. */
  void expand(Decoder decoder, List<Hypothesis> live, Beam beam);

  static int[] parents(List<Hypothesis> live) {
    return live.stream().mapToInt(Hypothesis::parentRow).toArray();
  }

  static int[] tokens(List<Hypothesis> live) {
    return live.stream().mapToInt(Hypothesis::token).toArray();
  }
}
