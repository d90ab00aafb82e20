package dev.onesug.training.align;

import dev.onesug.training.logs.CoOccurrences;
import dev.onesug.training.logs.Sample;
import dev.onesug.training.logs.SampleFolder;
import dev.onesug.training.logs.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the texts that users chose for each other (paper section 3.1): a prefix and the query that
 * followed, and two queries of one session.
 */
public final class PairMiner {
  /** A prefix of one letter says nothing that the vector of a whole query could be near to. */
  private static final int SHORTEST_PREFIX = 2;

  private PairMiner() {}

  /** Pairs of the training window. */
  public static List<TextPair> train(SampleFolder samples) throws IOException {
    List<TextPair> pairs = chosen(samples.train());
    CoOccurrences sessions = CoOccurrences.read(samples);
    for (String query : sessions.queries()) {
      for (CoOccurrences.Counted other : sessions.ofQuery(query)) {
        // Both directions are counted; one is enough.
        if (query.compareTo(other.query()) < 0) {
          pairs.add(new TextPair(query, other.query(), true));
        }
      }
    }
    return pairs;
  }

  /** Prefixes and queries of the test window. */
  public static List<TextPair> heldOut(SampleFolder samples) {
    return chosen(samples.test());
  }

  private static List<TextPair> chosen(Path file) {
    List<TextPair> pairs = new ArrayList<>();
    Samples.forEach(
        file,
        sample -> {
          if (isTelling(sample)) {
            pairs.add(new TextPair(sample.prefix(), sample.target(), false));
          }
        });
    return pairs;
  }

  private static boolean isTelling(Sample sample) {
    return sample.prefix().strip().length() >= SHORTEST_PREFIX
        && !sample.prefix().equals(sample.target());
  }
}
