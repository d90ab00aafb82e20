package dev.onesug.training.tune;

import dev.onesug.model.bundle.ModelVersion;
import dev.onesug.model.decoding.Candidate;
import dev.onesug.model.decoding.SearchWeights;
import dev.onesug.model.text.Prefix;
import dev.onesug.training.progress.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tries every pair of weights on the same samples and keeps the pair with the best mean of HR@16
 * and MRR@16; of equals the first, so that weights must earn their place.
 */
public final class SearchTuner {
  private static final int PLACES = 16;

  private final TuneSettings settings;
  private final Progress progress;

  public SearchTuner(TuneSettings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * A question whose answer is known.
   *
   * @param input of the encoder
   * @param target id of the query that was searched
   */
  public record Question(Prefix prefix, int[] input, int target) {}

  /**
   * What one pair of weights gives.
   *
   * @param hitRate HR@16
   * @param reciprocalRank MRR@16
   */
  public record Trial(SearchWeights weights, double hitRate, double reciprocalRank) {
    double quality() {
      return (hitRate + reciprocalRank) / 2;
    }
  }

  /**
   * What was found.
   *
   * @param questions that judged
   * @param best the weights to search with
   * @param trials all pairs, in the order of the settings
   */
  public record Report(int questions, SearchWeights best, List<Trial> trials) {}

  /**
   * Tries all weights.
   *
   * @throws IllegalArgumentException if there are no questions
   */
  public Report tune(ModelVersion version, List<Question> all) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("questions: 0 (expected: at least 1)");
    }
    List<Question> questions = all.subList(0, Math.min(all.size(), settings.samples()));
    int pairs = settings.popularityWeights().size() * settings.leavingPenalties().size();
    AtomicInteger asked = new AtomicInteger();
    List<Trial> trials = new ArrayList<>();
    for (double popularity : settings.popularityWeights()) {
      for (double penalty : settings.leavingPenalties()) {
        SearchWeights weights = new SearchWeights(popularity, penalty);
        int[] ranks =
            questions.parallelStream()
                .mapToInt(
                    question -> {
                      progress.update(
                          asked.incrementAndGet(),
                          (long) pairs * questions.size(),
                          "weights of the search");
                      return rank(version, question, weights);
                    })
                .toArray();
        trials.add(trial(weights, ranks));
      }
    }
    Trial best = trials.stream().max(Comparator.comparingDouble(Trial::quality)).orElseThrow();
    Trial first =
        trials.stream()
            .filter(trial -> trial.quality() == best.quality())
            .findFirst()
            .orElseThrow();
    return new Report(questions.size(), first.weights(), trials);
  }

  /** Place of the target, from 1; 0 if it is not among the best. */
  private int rank(ModelVersion version, Question question, SearchWeights weights) {
    List<Candidate> found =
        version.search(question.prefix(), question.input(), weights, settings.beamWidth(), PLACES);
    for (int place = 0; place < found.size(); place++) {
      if (found.get(place).query() == question.target()) {
        return place + 1;
      }
    }
    return 0;
  }

  private static Trial trial(SearchWeights weights, int[] ranks) {
    double hits = 0;
    double reciprocal = 0;
    for (int rank : ranks) {
      hits += rank > 0 ? 1 : 0;
      reciprocal += rank > 0 ? 1.0 / rank : 0;
    }
    return new Trial(weights, hits / ranks.length, reciprocal / ranks.length);
  }
}
