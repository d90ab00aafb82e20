package dev.onesug.training.evaluation.cascade;

import dev.onesug.model.related.Matches;
import dev.onesug.model.related.NearQuery;
import dev.onesug.model.related.Postings;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.text.Words;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The first step of the cascade: every source gives its best queries, one that several give stands
 * once.
 */
final class Recall {
  private static final int SESSIONS_READ = 5;

  private final Keystroke keystroke;
  private final QueryIndex index;
  private final Map<Integer, Recalled> found = new LinkedHashMap<>();

  private Recall(Keystroke keystroke) {
    this.keystroke = keystroke;
    this.index = keystroke.index();
  }

  /** Different queries, in the order of the sources. */
  static List<Recalled> of(Keystroke keystroke) {
    Recall recall = new Recall(keystroke);
    for (Source source : Source.values()) {
      recall.add(source);
    }
    return List.copyOf(recall.found.values());
  }

  private void add(Source source) {
    int[] queries =
        switch (source) {
          case COMPLETION -> completions(source.most());
          case FOLLOWER -> followers();
          case NEAR_PREFIX -> queries(keystroke.meaning().near());
          case TYPED_WORDS -> typedWords();
          case LATER_WORD -> matching(index.fromLaterWord(keystroke.prefix().text()));
          case SLIP -> matching(index.withSlip(keystroke.prefix().text()));
          case SESSION -> sessions();
          case NEAR_LATEST -> nearLatest(source.most());
          case HISTORY ->
              keystroke.history().stream()
                  .filter(Earlier::isKnown)
                  .mapToInt(Earlier::query)
                  .toArray();
        };
    int rank = 0;
    for (int query : queries) {
      if (rank < source.most() && !keystroke.counts().isGone(query)) {
        rank++;
        found
            .computeIfAbsent(query, id -> new Recalled(id, index.text(id)))
            .ranks()
            .put(source, rank);
      }
    }
  }

  /** Half as many more are asked for, because some may fall back without a part of the counts. */
  private int[] completions(int most) {
    return best(
        Arrays.stream(index.completions(keystroke.prefix().text(), most + most / 2))
            .boxed()
            .toList(),
        keystroke.counts()::searches);
  }

  private int[] followers() {
    return best(keystroke.followers().queries(), keystroke.followers()::count);
  }

  /** The more of the words, the better; then the more popular. */
  private int[] typedWords() {
    Map<Integer, Integer> matches = new HashMap<>();
    if (!keystroke.prefix().completeWords().isEmpty()) {
      for (String word : Words.of(keystroke.prefix().completeWords())) {
        for (int query : index.withWord(word).queries()) {
          matches.merge(query, 1, Integer::sum);
        }
      }
    }
    cutWordMatches().forEach(query -> matches.merge(query, 1, Integer::sum));
    // Popularity lies below the number of all searches.
    double step = index.searches() + 1.0;
    return best(
        matches.keySet(),
        query -> matches.getOrDefault(query, 0) * step + keystroke.counts().searches(query));
  }

  private int[] matching(Matches matches) {
    return best(
        Arrays.stream(matches.popular().queries()).boxed().toList(), keystroke.counts()::searches);
  }

  private IntStream cutWordMatches() {
    String cut = keystroke.prefix().cutWord();
    return cut.isEmpty()
        ? IntStream.empty()
        : index.withWordFrom(cut).stream()
            .flatMapToInt(word -> Arrays.stream(word.queries()))
            .distinct();
  }

  /** By their shares of the sessions, the latest queries counting most. */
  private int[] sessions() {
    Map<Integer, Double> scores = new HashMap<>();
    List<Earlier> latest = keystroke.history().stream().limit(SESSIONS_READ).toList();
    for (int recency = 0; recency < latest.size(); recency++) {
      Postings sessions = latest.get(recency).sessions();
      for (int place = 0; place < sessions.size(); place++) {
        scores.merge(sessions.queries()[place], sessions.share(place) / (1 + recency), Double::sum);
      }
    }
    return best(scores.keySet(), query -> scores.getOrDefault(query, 0.0));
  }

  private int[] nearLatest(int most) {
    return keystroke.history().stream()
        .filter(Earlier::isKnown)
        .findFirst()
        .map(latest -> queries(index.nearest(latest.query(), most)))
        .orElseGet(() -> new int[0]);
  }

  private static int[] queries(List<NearQuery> near) {
    return near.stream().mapToInt(NearQuery::query).toArray();
  }

  /** Highest score first, ties by id. */
  private static int[] best(Collection<Integer> queries, ToDoubleFunction<Integer> score) {
    return queries.stream()
        .sorted(
            Comparator.comparingDouble(score).reversed().thenComparing(Comparator.naturalOrder()))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
