package dev.onesug.training.rwr;

import dev.onesug.model.decoding.BeamSearch;
import dev.onesug.model.decoding.Candidate;
import dev.onesug.model.decoding.Constraint;
import dev.onesug.model.decoding.Decoder;
import dev.onesug.model.decoding.QueryPrior.Typed;
import dev.onesug.model.decoding.SearchRequest;
import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.training.sft.AllowedChoices;
import dev.onesug.training.sft.SftSamples;
import org.jspecify.annotations.Nullable;

/** What a model suggests for a training sample by itself, as it would while serving. */
final class OwnBeam {
  private static final int WIDTH = 32;

  /** As many as are shown. */
  static final int SUGGESTED = 16;

  private final Seq2SeqModel model;
  private final AllowedChoices choices;
  private final BeamSearch search;

  OwnBeam(Seq2SeqModel model, AllowedChoices choices) {
    this.model = model;
    this.choices = choices;
    this.search = BeamSearch.over(choices.trie());
  }

  /**
   * Suggests for a sample whose own search is left out of all evidence.
   *
   * @return ids of queries, best first
   */
  int[] suggest(SftSamples samples, int sample) {
    @Nullable Typed given = choices.given(samples.moment(sample), samples.target(sample));
    try (Decoder decoder = model.decoder(samples.input(sample))) {
      SearchRequest request = new SearchRequest(WIDTH, SUGGESTED, Constraint.NONE, given);
      return search.search(decoder, request).stream().mapToInt(Candidate::query).toArray();
    }
  }
}
