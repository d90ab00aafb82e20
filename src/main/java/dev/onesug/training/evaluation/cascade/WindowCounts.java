package dev.onesug.training.evaluation.cascade;

import dev.onesug.model.related.QueryIndex;
import dev.onesug.training.logs.Sample;

/** What samples say of the queries that an index holds. */
final class WindowCounts {
  private final QueryIndex index;
  private final int[] searches;
  private final FollowerCounts followers = new FollowerCounts();
  private final ClickRates clicks;
  private final ProfileCounts profiles;
  private long allSearches;

  WindowCounts(QueryIndex index) {
    this.index = index;
    this.searches = new int[index.size()];
    this.clicks = new ClickRates(index.size());
    this.profiles = new ProfileCounts(index.size());
  }

  void add(Sample sample) {
    index
        .find(sample.target())
        .ifPresent(
            query -> {
              searches[query]++;
              allSearches++;
              followers.add(sample.prefix(), query);
              profiles.add(sample.profile(), query);
            });
    for (String shown : sample.shown()) {
      index.find(shown).ifPresent(query -> clicks.add(query, shown.equals(sample.target())));
    }
  }

  /** How often a query was searched. */
  int searches(int query) {
    return searches[query];
  }

  /** How often all queries of the index were searched. */
  long allSearches() {
    return allSearches;
  }

  FollowerCounts followers() {
    return followers;
  }

  ClickRates clicks() {
    return clicks;
  }

  ProfileCounts profiles() {
    return profiles;
  }
}
