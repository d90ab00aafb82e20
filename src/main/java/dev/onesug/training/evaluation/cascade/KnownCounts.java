package dev.onesug.training.evaluation.cascade;

import dev.onesug.model.seq2seq.Profile;

/**
 * The counts of a training window as if a part of it had not happened.
 *
 * @param all of the whole window
 * @param left of the part that is left out
 */
record KnownCounts(WindowCounts all, WindowCounts left) {

  /** How often a query was searched. */
  int searches(int query) {
    return all.searches(query) - left.searches(query);
  }

  /** Whether it was searched in the part that is left out, and nowhere else. */
  boolean isGone(int query) {
    return searches(query) == 0 && left.searches(query) > 0;
  }

  /**
   * The logarithm of a query's share of all searches, one that never was searched counting half.
   */
  double logShare(int query) {
    return Math.log((searches(query) + 0.5) / (all.allSearches() - left.allSearches() + 1.0));
  }

  /** What followed a prefix. */
  Followers followers(String prefix) {
    return all.followers().of(prefix, left.followers());
  }

  /** Smoothed clicks per impression of a query. */
  double clickRate(int query) {
    return all.clicks().smoothed(query, left.clicks());
  }

  /** By how much likelier a query is among such users: see {@link ProfileCounts#logRatio}. */
  double logRatio(ProfileField field, Profile profile, int query) {
    return all.profiles().logRatio(field, profile, query, left.profiles());
  }
}
