package dev.onesug.training.evaluation.cascade;

import dev.onesug.model.bundle.ModelVersion;
import dev.onesug.model.related.NearQuery;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import dev.onesug.training.logs.Sample;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All that is known at one keystroke, each thing looked up once.
 *
 * @param counts of the training window
 * @param user earlier queries and profile
 * @param meaning of the prefix
 * @param followers what was searched after the prefix
 * @param history the user's latest queries, the most recent first
 */
record Keystroke(
    QueryIndex index,
    KnownCounts counts,
    Prefix prefix,
    UserContext user,
    Meaning meaning,
    Followers followers,
    List<Earlier> history) {
  private static final int NO_QUERY = -1;

  /**
   * What the text encoder says of a prefix; nothing that followed it is mixed in.
   *
   * @param vector of unit length
   * @param near queries near to it
   */
  record Meaning(float[] vector, List<NearQuery> near) {}

  /** As it is while serving. */
  static Keystroke serving(
      ModelVersion bundle, KnownCounts counts, Prefix prefix, UserContext user) {
    return of(bundle, counts, prefix, user, NO_QUERY);
  }

  /**
   * As it was before a sample's search.
   *
   * @param counts without the sample
   * @param target id of the sample's query, whose sessions with the earlier ones of its own session
   *     are counted once less: it is among them
   */
  static Keystroke before(ModelVersion bundle, KnownCounts counts, Sample sample, int target) {
    return of(bundle, counts, new Prefix(sample.prefix()), sample.user(), target);
  }

  private static Keystroke of(
      ModelVersion bundle, KnownCounts counts, Prefix prefix, UserContext user, int target) {
    float[] vector = bundle.related().vector(prefix);
    return new Keystroke(
        bundle.index(),
        counts,
        prefix,
        user,
        new Meaning(vector, bundle.related().nearest(vector, Source.NEAR_PREFIX.most())),
        counts.followers(prefix.text()),
        IntStream.range(0, Math.min(Sample.MAX_HISTORY, user.history().queries().size()))
            .mapToObj(
                place ->
                    Earlier.of(
                        bundle.index(),
                        user.history().queries().get(place),
                        place < user.history().inSession() ? target : NO_QUERY))
            .toList());
  }
}
