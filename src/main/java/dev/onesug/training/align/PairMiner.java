package dev.onesug.training.align;

import dev.onesug.model.text.Words;
import dev.onesug.training.align.TextPair.Perspective;
import dev.onesug.training.logs.BehaviourLevel;
import dev.onesug.training.logs.Sample;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.Samples;
import dev.onesug.training.logs.SessionPairs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.spell.LuceneLevenshteinDistance;

/**
 * Finds the texts that users chose for each other (paper section 3.1): a prefix and the query that
 * followed, and two queries of one session.
 */
public final class PairMiner {
  /** A prefix of one letter says nothing that the vector of a whole query could be near to. */
  private static final int SHORTEST_PREFIX = 2;

  private static final int SHORT_PREFIX = 3;

  /** Shorter ones are a slip away from anything. */
  private static final int SHORTEST_MISSPELT = 4;

  private static final LuceneLevenshteinDistance EDITS = new LuceneLevenshteinDistance();

  private PairMiner() {}

  /** What is looked up in a recall test. */
  public enum Lookup {
    /** Prefixes of two letters and more. */
    PREFIX,
    /** Prefixes of one to three letters. */
    SHORT_PREFIX,
    /** Prefixes that begin like the query but for one slip. */
    MISSPELT_PREFIX,
    /** The user's query before, where it shares a word with the next one. */
    REFORMULATION
  }

  /** Prefixes of the training window with the queries that followed, in the order of the log. */
  public static List<TextPair> chosen(SampleFolder samples) {
    List<TextPair> pairs = new ArrayList<>();
    Samples.forEach(
        samples.train(),
        sample -> {
          if (isTelling(sample, SHORTEST_PREFIX)) {
            pairs.add(
                new TextPair(
                    sample.prefix(),
                    sample.target(),
                    sample.level() == BehaviourLevel.ORDER
                        ? Perspective.ORDERED
                        : Perspective.CLICKED));
          }
        });
    return pairs;
  }

  /** Queries of common sessions of the training window, the strongest pair first. */
  public static List<TextPair> mined(SampleFolder samples) throws IOException {
    return SessionPairs.read(samples).stream()
        .sorted(SessionPairs.Pair.STRONGEST_FIRST)
        .map(
            pair ->
                new TextPair(
                    pair.one(),
                    pair.other(),
                    pair.ordered() > 0 ? Perspective.CO_PURCHASED : Perspective.REFORMULATED))
        .toList();
  }

  /** What was searched in the test window, by how it may be looked up. */
  public static Map<Lookup, List<TextPair>> heldOut(SampleFolder samples) {
    List<TextPair> prefixes = new ArrayList<>();
    List<TextPair> shortOnes = new ArrayList<>();
    List<TextPair> misspelt = new ArrayList<>();
    List<TextPair> reformulations = new ArrayList<>();
    Samples.forEach(
        samples.test(),
        sample -> {
          TextPair pair = new TextPair(sample.prefix(), sample.target(), Perspective.CLICKED);
          if (isTelling(sample, SHORTEST_PREFIX)) {
            prefixes.add(pair);
          }
          if (isTelling(sample, 1) && length(sample) <= SHORT_PREFIX) {
            shortOnes.add(pair);
          }
          if (isMisspelt(sample.prefix(), sample.target())) {
            misspelt.add(pair);
          }
          if (!sample.history().isEmpty() && isReformulation(sample)) {
            String earlier = sample.history().get(0);
            reformulations.add(new TextPair(earlier, sample.target(), Perspective.REFORMULATED));
          }
        });
    Map<Lookup, List<TextPair>> pairs = new EnumMap<>(Lookup.class);
    pairs.put(Lookup.PREFIX, prefixes);
    pairs.put(Lookup.SHORT_PREFIX, shortOnes);
    pairs.put(Lookup.MISSPELT_PREFIX, misspelt);
    pairs.put(Lookup.REFORMULATION, reformulations);
    return pairs;
  }

  private static boolean isTelling(Sample sample, int shortest) {
    return length(sample) >= shortest && !sample.prefix().equals(sample.target());
  }

  /** In letters; a character of a script without blanks is a syllable or a word, and says more. */
  private static int length(Sample sample) {
    return sample
        .prefix()
        .strip()
        .codePoints()
        .map(character -> Words.isUnspaced(character) ? 2 : 1)
        .sum();
  }

  private static boolean isReformulation(Sample sample) {
    String earlier = sample.history().get(0);
    return !earlier.equals(sample.target())
        && !Collections.disjoint(Words.of(earlier), Words.of(sample.target()));
  }

  /** One letter too many, too few, another, or two swapped, against some beginning of the query. */
  static boolean isMisspelt(String prefix, String target) {
    if (prefix.length() < SHORTEST_MISSPELT || target.startsWith(prefix)) {
      return false;
    }
    for (int end = prefix.length() - 1; end <= prefix.length() + 1; end++) {
      if (end <= target.length()) {
        int shorter = Math.min(prefix.length(), end);
        // The library gives 1 - edits / length of the shorter text.
        double edits = (1 - EDITS.getDistance(prefix, target.substring(0, end))) * shorter;
        if (Math.round(edits) == 1) {
          return true;
        }
      }
    }
    return false;
  }
}
