package dev.onesug.training.sft;

import dev.onesug.model.prior.EvidenceWeights;
import dev.onesug.model.prior.HistoryEvidence;
import dev.onesug.model.prior.PriorWeights;
import dev.onesug.model.prior.TypedWords;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.text.Prefix;
import dev.onesug.training.logs.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Fits the weights of the prior to training samples: what the user's history counts, and what the
 * typed words tell of the searches that leave the text, by expectation maximisation. The share that
 * leaves it is counted.
 */
public final class PriorFit {
  private static final int ROUNDS = 40;

  private final QueryIndex index;
  private final TypedWords words;
  private final EvidenceFit evidence;
  private final List<Leaving> leaving = new ArrayList<>();
  private int searches;

  /** A search that did not continue what was typed. */
  private record Leaving(List<String> history, int target, double wordsShare) {}

  public PriorFit(QueryIndex index) {
    this.index = index;
    this.words = new TypedWords(index);
    this.evidence = new EvidenceFit(index);
  }

  /** Adds a sample; one whose target may not be suggested says nothing. */
  public void add(Sample sample) {
    OptionalInt target = index.find(sample.target());
    if (target.isPresent()) {
      searches++;
      evidence.add(sample.history(), target.getAsInt());
      if (!sample.target().startsWith(sample.prefix())) {
        Prefix prefix = new Prefix(sample.prefix());
        leaving.add(
            new Leaving(
                sample.history(),
                target.getAsInt(),
                words.withoutOne(prefix, target.getAsInt()).share(target.getAsInt())));
      }
    }
  }

  /** The weights that the samples suggest. */
  public PriorWeights fit() {
    EvidenceWeights weights = evidence.fit();
    // Never none and never all.
    double leavingShare = (leaving.size() + 1.0) / (searches + 2.0);
    return new PriorWeights(leavingShare, sameWordsShare(weights), weights);
  }

  /** Expectation maximisation between two: the typed words, and what is believed without them. */
  private double sameWordsShare(EvidenceWeights weights) {
    HistoryEvidence history = new HistoryEvidence(index, weights);
    double[] believed =
        leaving.stream()
            .mapToDouble(
                search ->
                    weights.share(
                        search.target(),
                        history.withoutOne(search.history(), search.target()),
                        evidence.popularShare(search.target())))
            .toArray();
    double share = 0.5;
    for (int round = 0; round < ROUNDS; round++) {
      double told = 0;
      int counted = 0;
      for (int i = 0; i < believed.length; i++) {
        double byWords = share * leaving.get(i).wordsShare();
        double likelihood = byWords + (1 - share) * believed[i];
        if (likelihood > 0) {
          told += byWords / likelihood;
          counted++;
        }
      }
      share = counted == 0 ? 0 : told / (counted + 1);
    }
    return share;
  }
}
