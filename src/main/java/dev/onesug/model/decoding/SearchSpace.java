package dev.onesug.model.decoding;

import java.util.List;
import java.util.function.ToIntFunction;

/** What may follow what. */
interface SearchSpace {

  /**
   * Puts the empty hypothesis into a beam.
   *
   * @param input of the decoder that the beam belongs to
   */
  void begin(Decoder decoder, int input, Beam beam);

  /**
   * Feeds the hypotheses of all beams to the decoder, beam by beam, and puts what follows each into
   * its beam.
   */
  void expand(Decoder decoder, List<Beam> beams);

  /** The rows of the step before that the hypotheses of all beams continue. */
  static int[] parents(List<Beam> beams) {
    return numbers(beams, Hypothesis::parentRow);
  }

  static int[] tokens(List<Beam> beams) {
    return numbers(beams, Hypothesis::token);
  }

  private static int[] numbers(List<Beam> beams, ToIntFunction<Hypothesis> number) {
    return beams.stream().flatMap(beam -> beam.hypotheses().stream()).mapToInt(number).toArray();
  }
}
