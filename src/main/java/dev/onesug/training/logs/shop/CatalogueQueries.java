package dev.onesug.training.logs.shop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The vocabulary of the demo shop: the phrases of the catalogue that are wanted most, ranked with
 * some luck, with the popularity that a real shop has at each rank.
 */
public final class CatalogueQueries {
  static final int SIZE = 7000;

  private static final long SEED = 20260901;

  /** Spread of the luck: popularity follows demand and wording, but not slavishly. */
  private static final double LUCK = 0.8;

  private CatalogueQueries() {}

  /** The queries, most popular first, with how often each is searched, on any scale. */
  public static Map<String, Double> counts() {
    Map<String, Double> counts = new LinkedHashMap<>();
    of(Catalogue.load()).forEach(wish -> counts.put(wish.text(), wish.popularity()));
    return counts;
  }

  static List<Wish> of(Catalogue catalogue) {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<String, Draft> drafts = new HashMap<>();
    catalogue
        .phrases()
        .forEach(
            phrase ->
                drafts
                    .computeIfAbsent(phrase.text(), text -> new Draft(text, luck(random)))
                    .meanings
                    .add(phrase));
    List<Draft> ranked =
        drafts.values().stream()
            .sorted(
                Comparator.comparingDouble(Draft::logDemand).reversed().thenComparing(Draft::text))
            .limit(SIZE)
            .toList();
    List<Wish> wishes = new ArrayList<>(ranked.size());
    for (Draft draft : ranked) {
      wishes.add(draft.wish(PopularityCurve.count(wishes.size() + 1L)));
    }
    return wishes;
  }

  /** Two uniform draws: a triangle, without a tail that would make a rarity the best seller. */
  private static double luck(SplittableRandom random) {
    return LUCK * (random.nextDouble() + random.nextDouble() - 1) * 2;
  }

  /** A text with everything that it may mean: "switch", "jaguar", "mouse". */
  private record Draft(String text, double luck, List<Phrase> meanings) {
    Draft(String text, double luck) {
      this(text, luck, new ArrayList<>(1));
    }

    double logDemand() {
      double demand = meanings.stream().mapToDouble(m -> StrictMath.exp(m.logDemand())).sum();
      return StrictMath.log(demand) + luck;
    }

    Wish wish(double popularity) {
      return new Wish(
          text,
          popularity,
          distinct(meanings.stream().map(Phrase::topic)),
          distinct(meanings.stream().flatMap(meaning -> meaning.features().stream())),
          meanings.get(0).traits());
    }

    private static List<String> distinct(Stream<String> names) {
      return names.distinct().toList();
    }
  }
}
