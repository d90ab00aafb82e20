package dev.onesug.training.logs.shop;

import dev.onesug.model.seq2seq.UserContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows what the people of a simulated shop may want, as far as it was not yet decided. For
 * everybody at a held-out search: their traits, interests and loyalties, what they wished before,
 * and where in a session they are; no suggester that learns from the log can be better on average.
 * For anybody: what the shop's people want together, and how they type. Answers one question at a
 * time, because the cascade inside does.
 */
public final class ShopOracle {
  /**
   * How firmly popularity is believed to be what people want, as a number of searches: tastes and
   * sessions bend it. The shape of a gamma distribution around it, to be corrected by counts.
   */
  private static final double POPULARITY_SHAPE = 2;

  private final Vocabulary vocabulary;
  private final Intent intent;
  private final Posterior posterior;
  private final HeldOutSituations situations;
  private final Posterior.Mind anybody;

  ShopOracle(
      Vocabulary vocabulary, LegacyCascade cascade, Taste taste, HeldOutSituations situations) {
    this.vocabulary = vocabulary;
    this.situations = situations.requireAll();
    intent = new Intent(vocabulary, taste);
    posterior = new Posterior(vocabulary, cascade);
    anybody =
        new Posterior.Mind(population(vocabulary, situations.wishedBefore()), List.of(), false);
  }

  /**
   * The best answer to a held-out search; where several put the same question, to any of them.
   *
   * @param prefix normal form
   * @param user as the held-out search tells it
   * @param limit how many queries at most
   * @throws IllegalArgumentException if no held-out search asks this
   */
  public synchronized List<String> suggest(String prefix, UserContext user, int limit) {
    Map<String, Double> chances = new HashMap<>();
    for (Situation situation : situations.of(prefix, user)) {
      posterior
          .chances(prefix, mind(situation))
          .forEach((query, chance) -> chances.merge(query, chance, Double::sum));
    }
    return Posterior.best(chances, limit);
  }

  /** The best answer to somebody of whom nothing is known but the prefix. */
  public synchronized List<String> suggestToAnybody(String prefix, int limit) {
    return Posterior.best(posterior.chances(prefix, anybody), limit);
  }

  private Posterior.Mind mind(Situation situation) {
    List<String> latest =
        situation.history().stream()
            .limit(LegacyCascade.HISTORY_READ)
            .map(vocabulary::text)
            .toList();
    return new Posterior.Mind(intent.of(situation), latest, situation.careful());
  }

  /** Expected share of each wish given popularity and counts (gamma-Poisson). [wish] */
  private static double[] population(Vocabulary vocabulary, int[] counts) {
    double[] shares = vocabulary.popularity();
    double mass = Arrays.stream(shares).sum();
    double searches = Arrays.stream(counts).sum();
    Arrays.setAll(
        shares,
        wish ->
            (counts[wish] + POPULARITY_SHAPE)
                / (searches + POPULARITY_SHAPE * mass / shares[wish]));
    double all = Arrays.stream(shares).sum();
    Arrays.setAll(shares, wish -> shares[wish] / all);
    return shares;
  }
}
