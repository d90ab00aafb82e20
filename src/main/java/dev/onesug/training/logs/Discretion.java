package dev.onesug.training.logs;

import dev.onesug.training.logs.privacy.DistinctUsers;
import dev.onesug.training.logs.privacy.PrivateText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What samples leave out of a log for the sake of those who searched: private text everywhere, rare
 * queries where something is learned from them. The test keeps rare queries: that they are not
 * suggested is a miss, and a report without it would flatter.
 */
final class Discretion {
  private final DistinctUsers users;
  private final String fewUsers;

  Discretion(int minUsers) {
    users = new DistinctUsers(minUsers);
    fewUsers = "fewer than " + minUsers + " users";
  }

  /** A user searched a query in the training window. */
  void count(String query, String user) {
    users.add(query, user);
  }

  int rareQueries() {
    return users.rareQueries();
  }

  /**
   * Why a search gives no sample; empty if it gives one.
   *
   * @param typed what stood in the box: private text shows in the whole of it, not in a cut
   * @param learned whether the sample is one to learn from
   */
  Optional<String> refusal(String query, String typed, boolean learned) {
    return PrivateText.in(query)
        .or(() -> PrivateText.in(typed))
        .map(PrivateText::toString)
        .or(() -> learned && users.isRare(query) ? Optional.of(fewUsers) : Optional.empty());
  }

  /** A sample without the texts that may not stand beside its target. */
  Sample permitted(Sample sample, boolean learned) {
    List<String> shown = permitted(sample.shown(), learned);
    List<String> history = permitted(sample.history(), learned);
    List<String> inSession = permitted(sample.history().subList(0, sample.inSession()), learned);
    return new Sample(
        sample.prefix(),
        sample.target(),
        sample.level(),
        history,
        inSession.size(),
        sample.profile(),
        sample.instantMillis(),
        shown,
        permitted(sample.recalled(), learned),
        rates(sample, shown));
  }

  /** Rates stand beside what was shown, where they are known. */
  private static Sample.Rates rates(Sample sample, List<String> permitted) {
    List<Float> kept = new ArrayList<>();
    for (int position = 0; position < sample.rates().shown().size(); position++) {
      if (permitted.contains(sample.shown().get(position))) {
        kept.add(sample.rates().shown().get(position));
      }
    }
    return new Sample.Rates(sample.rates().target(), sample.rates().mean(), kept);
  }

  private List<String> permitted(List<String> queries, boolean learned) {
    return queries.stream().filter(query -> isPermitted(query, learned)).toList();
  }

  private boolean isPermitted(String query, boolean learned) {
    return !(learned && users.isRare(query)) && PrivateText.in(query).isEmpty();
  }
}
