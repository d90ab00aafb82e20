package dev.onesug.training.evaluation;

import dev.onesug.model.text.Prefix;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Most popular completion, backed off with popular suffixes (Mitra and Craswell, "Query
 * Auto-Completion for Rare Prefixes", CIKM 2015, section 3): where too few queries continue the
 * prefix, the words that are complete stay, and the end of the prefix is completed by the most
 * frequent n-grams that searches end in. Such a completion need not be a query of the log.
 *
 * <p>Deviation from the paper: the end of the prefix is tried with the word before it first, so
 * that this word decides among the suffixes; the paper tries the end alone and leaves the choice to
 * a ranker.
 */
public final class PopularSuffixes implements Suggester {
  /** The most words of a suffix. */
  private static final int MOST_WORDS = 6;

  private final MostPopularCompletion queries;
  private final MostPopularCompletion suffixes;

  public PopularSuffixes(QueryCounts queries) {
    this.queries = new MostPopularCompletion(queries);
    this.suffixes = new MostPopularCompletion(QueryCounts.of(suffixes(queries.asMap())));
  }

  @Override
  public String name() {
    return "Popular suffixes";
  }

  @Override
  public String description() {
    return "Most popular completion; where it has too little, the end of the typed text completed"
        + " by what searches of the training log often end in. Such a completion need not be a query"
        + " that may be suggested.";
  }

  @Override
  public List<String> suggest(EvaluationRequest request, int limit) {
    Set<String> completions = new LinkedHashSet<>(queries.suggest(request, limit));
    String prefix = request.prefix();
    int cut = prefix.length() - new Prefix(prefix).cutWord().length();
    complete(prefix, startOfWordBefore(prefix, cut), limit, completions);
    complete(prefix, cut, limit, completions);
    return completions.stream().limit(limit).toList();
  }

  /** Adds the suffixes that continue the prefix from one of its words on. */
  private void complete(String prefix, int from, int limit, Set<String> completions) {
    if (from == prefix.length() || completions.size() >= limit) {
      return;
    }
    String kept = prefix.substring(0, from);
    // Each of those that stand there already may be among the suffixes.
    suffixes.completions(prefix.substring(from), limit + completions.size()).stream()
        .map(kept::concat)
        .forEach(completions::add);
  }

  /** Where the last complete word begins; where there is none, the cut word. */
  private static int startOfWordBefore(String prefix, int cut) {
    return cut == 0 ? 0 : prefix.lastIndexOf(' ', cut - 2) + 1;
  }

  private static Map<String, Integer> suffixes(Map<String, Integer> searches) {
    Map<String, Integer> suffixes = new HashMap<>();
    searches.forEach(
        (query, count) -> {
          int start = query.length();
          for (int words = 0; words < MOST_WORDS && start > 0; words++) {
            start = query.lastIndexOf(' ', start - 2) + 1;
            suffixes.merge(query.substring(start), count, Integer::sum);
          }
        });
    return suffixes;
  }
}
