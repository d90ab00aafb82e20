package dev.onesug.training.logs.shop;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.QueryText;
import dev.onesug.training.logs.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds, while a log is simulated again, in what situation each held-out search was made, and
 * counts what was wished before the first of them.
 */
final class HeldOutSituations {
  private final Map<Moment, List<Sample>> wanted = new HashMap<>();
  private final Map<Question, List<Situation>> found = new HashMap<>();
  private final int[] wishedBefore;
  private final long firstMillis;

  /** What a suggester is told. */
  private record Question(String prefix, UserContext user) {}

  /** What tells a held-out search in the log. */
  private record Moment(long instantMillis, String query, Profile profile) {}

  /**
   * @param wishes how many wishes the shop knows
   */
  HeldOutSituations(List<Sample> heldOut, int wishes) {
    for (Sample sample : heldOut) {
      wanted
          .computeIfAbsent(
              new Moment(sample.instantMillis(), sample.target(), sample.profile()),
              moment -> new ArrayList<>(1))
          .add(sample);
    }
    firstMillis = heldOut.stream().mapToLong(Sample::instantMillis).min().orElse(Long.MAX_VALUE);
    wishedBefore = new int[wishes];
  }

  /**
   * @param instantMillis since the epoch
   */
  void add(Situation before, ShopperLife.Event event, long instantMillis) {
    if (instantMillis < firstMillis) {
      wishedBefore[event.how().wish()]++;
      return;
    }
    String query = QueryText.normalise(event.how().query());
    Profile profile = event.shopper().profile().profile();
    List<Sample> samples = wanted.remove(new Moment(instantMillis, query, profile));
    for (Sample sample : samples == null ? List.<Sample>of() : samples) {
      found
          .computeIfAbsent(new Question(sample.prefix(), sample.user()), q -> new ArrayList<>(1))
          .add(before);
    }
  }

  /**
   * All situations in which the question is asked: mostly one.
   *
   * @throws IllegalArgumentException if nothing that was held out puts it
   */
  List<Situation> of(String prefix, UserContext user) {
    List<Situation> situations = found.get(new Question(prefix, user));
    if (situations == null) {
      throw new IllegalArgumentException(
          "prefix: " + prefix + " (expected: that of a held-out search, with its user)");
    }
    return situations;
  }

  /**
   * @throws IllegalArgumentException if a held-out search did not come
   */
  HeldOutSituations requireAll() {
    if (!wanted.isEmpty()) {
      throw new IllegalArgumentException(
          "held-out searches: %d are not in the simulated log, such as %s (expected: samples of the log of these settings and queries)"
              .formatted(wanted.size(), wanted.keySet().iterator().next().query));
    }
    return this;
  }

  /** How often each wish was searched before anything was held out. [wish] */
  int[] wishedBefore() {
    return wishedBefore;
  }
}
