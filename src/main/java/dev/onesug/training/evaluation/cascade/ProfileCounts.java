package dev.onesug.training.evaluation.cascade;

import dev.onesug.model.seq2seq.Profile;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Which queries are searched by whom: searches of each query by the fields of the profile. */
final class ProfileCounts {
  /** How many searches by everybody a query starts with. */
  private static final double PRIOR_SEARCHES = 10;

  private final Map<ProfileField, FieldCounts> fields = new EnumMap<>(ProfileField.class);

  ProfileCounts(int queries) {
    for (ProfileField field : ProfileField.values()) {
      fields.put(field, new FieldCounts(queries));
    }
  }

  void add(Profile profile, int query) {
    fields.forEach(
        (field, counts) -> {
          String value = field.of(profile);
          if (value != null) {
            counts.add(value, query);
          }
        });
  }

  /**
   * By how much likelier a query's search is by such users than any search is: the logarithm of the
   * ratio of both shares, the query's drawn towards that of all; without what is left out.
   *
   * @return 0 where nothing is known
   */
  double logRatio(ProfileField field, Profile profile, int query, ProfileCounts left) {
    String value = field.of(profile);
    FieldCounts counts = fields.get(field);
    FieldCounts less = left.fields.get(field);
    return value == null || counts == null || less == null
        ? 0
        : counts.logRatio(value, query, less);
  }

  /** Counts of one field. */
  private static final class FieldCounts {
    private final Map<String, int[]> byValue = new HashMap<>();
    private final Map<String, Integer> totals = new HashMap<>();
    private final int[] byQuery;
    private int all;

    FieldCounts(int queries) {
      byQuery = new int[queries];
    }

    void add(String value, int query) {
      byValue.computeIfAbsent(value, key -> new int[byQuery.length])[query]++;
      totals.merge(value, 1, Integer::sum);
      byQuery[query]++;
      all++;
    }

    double logRatio(String value, int query, FieldCounts left) {
      double total = total(value) - left.total(value);
      if (total <= 0) {
        return 0;
      }
      double share = total / (all - left.all);
      double both = count(value, query) - left.count(value, query);
      double ofQuery =
          (both + PRIOR_SEARCHES * share) / (byQuery[query] - left.byQuery[query] + PRIOR_SEARCHES);
      return Math.log(ofQuery / share);
    }

    private int total(String value) {
      return totals.getOrDefault(value, 0);
    }

    private int count(String value, int query) {
      int[] ofValue = byValue.get(value);
      return ofValue == null ? 0 : ofValue[query];
    }
  }
}
