package dev.onesug.model.related;

import dev.onesug.model.related.Related.Origin;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * How related queries are chosen. It is stored with the index, so that training and serving cannot
 * differ.
 *
 * @param k related queries a prefix, at most
 * @param semanticShare the part of k that the semantic ID finds
 * @param coOccurrenceShare the part of k that followed the prefix before; popular completions are
 *     the rest, and each part fills what the others leave empty
 * @param coOccurrenceWeight w of e* = (1-w) e(p) + w mean(e(q)): what co-occurring queries weigh in
 *     the vector of a known prefix
 * @param coOccurring queries in that mean, at most: the most frequent ones
 * @param near queries nearest in meaning that are evidence of the prior, at most
 * @param matches queries that fit the typed text without continuing it, the most popular ones, that
 *     are evidence of the prior, at most
 * @param minimumObservations how often a prefix must have been seen to be known
 * @param maximumKnown known prefixes at most: the most frequent ones
 */
public record RelatedSettings(
    int k,
    double semanticShare,
    double coOccurrenceShare,
    double coOccurrenceWeight,
    int coOccurring,
    int near,
    int matches,
    int minimumObservations,
    int maximumKnown) {
  public static final RelatedSettings DEFAULT =
      new RelatedSettings(10, 0.5, 0.25, 0.5, 10, 32, 128, 3, 100_000);

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public RelatedSettings {
    require("k", k, k >= 0 && k <= 127, "0..127");
    require("semanticShare", semanticShare, semanticShare >= 0 && semanticShare <= 1, "0..1");
    require("coOccurrenceShare", coOccurrenceShare, coOccurrenceShare >= 0, "at least 0");
    double shares = semanticShare + coOccurrenceShare;
    require("semanticShare + coOccurrenceShare", shares, shares <= 1, "at most 1");
    require(
        "coOccurrenceWeight",
        coOccurrenceWeight,
        coOccurrenceWeight >= 0 && coOccurrenceWeight <= 1,
        "0..1");
    require("coOccurring", coOccurring, coOccurring >= 0, "at least 0");
    require("near", near, near >= 0, "at least 0");
    require("matches", matches, matches >= 0, "at least 0");
    require("minimumObservations", minimumObservations, minimumObservations >= 1, "at least 1");
    require("maximumKnown", maximumKnown, maximumKnown >= 0, "at least 0");
  }

  private static void require(String name, Number value, boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }

  /** The prefixes that are worth their place in the index: the ones to embed for it. */
  public List<ObservedPrefix> known(Collection<ObservedPrefix> observed) {
    return observed.stream()
        .filter(prefix -> prefix.observations() >= minimumObservations)
        .sorted(
            Comparator.comparing(ObservedPrefix::observations)
                .reversed()
                .thenComparing(ObservedPrefix::text))
        .limit(maximumKnown)
        .toList();
  }

  double share(Origin origin) {
    return switch (origin) {
      case SEMANTIC -> semanticShare;
      case CO_OCCURRENCE -> coOccurrenceShare;
      case LEXICAL -> Math.max(0, 1 - semanticShare - coOccurrenceShare);
    };
  }
}
