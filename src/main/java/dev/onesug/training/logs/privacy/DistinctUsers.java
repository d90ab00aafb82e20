package dev.onesug.training.logs.privacy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts how many different users searched each query, as far as it matters: of a query it keeps
 * fewer than the least number of users, as 64-bit hashes. What only a few people search tells of
 * them, and is of little use to others (k-anonymity: Sweeney, 2002).
 */
public final class DistinctUsers {
  private static final long[] NONE = {};

  private final int least;
  private final Map<String, long[]> usersByQuery = new HashMap<>();
  private int rare;

  /**
   * @param least how many users make a query common, 1 or more
   */
  public DistinctUsers(int least) {
    this.least = least;
  }

  /** A user searched a query; any number of times is once. */
  public void add(String query, String user) {
    long[] known = usersByQuery.get(query);
    if (known == null) {
      rare++;
    }
    // A query that is common has no list any more.
    if (known == NONE) {
      return;
    }
    long[] users = with(known == null ? NONE : known, hash(user));
    boolean common = users.length >= least;
    rare -= common ? 1 : 0;
    usersByQuery.put(query, common ? NONE : users);
  }

  /** Whether a query was searched, but by too few users; one that nobody searched is not rare. */
  public boolean isRare(String query) {
    long[] users = usersByQuery.get(query);
    return users != null && users != NONE;
  }

  /** How many queries are rare. */
  public int rareQueries() {
    return rare;
  }

  private static long[] with(long[] users, long user) {
    for (long known : users) {
      if (known == user) {
        return users;
      }
    }
    long[] more = Arrays.copyOf(users, users.length + 1);
    more[users.length] = user;
    return more;
  }

  private static long hash(String user) {
    long hash = 0x9E3779B97F4A7C15L;
    for (int i = 0; i < user.length(); i++) {
      hash = (hash ^ user.charAt(i)) * 0x100000001B3L;
      hash ^= hash >>> 29;
    }
    return hash;
  }
}
