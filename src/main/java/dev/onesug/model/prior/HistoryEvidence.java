package dev.onesug.model.prior;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.onesug.model.prior.Evidence.Kind;
import dev.onesug.model.related.NearQuery;
import dev.onesug.model.related.Postings;
import dev.onesug.model.related.QueryIndex;
import dev.onesug.model.text.History;
import dev.onesug.model.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Collects what a user's history says of the next query. Safe for concurrent use. */
public final class HistoryEvidence {
  private static final int NO_QUERY = -1;

  /** Queries whose neighbours are kept: 4 MB at 128 neighbours. */
  private static final int KEPT = 1024;

  private final QueryIndex index;
  private final EvidenceWeights weights;
  private final NearInMeaning nearInMeaning;

  /** A user's latest query is the same at every keystroke of the next one. */
  private final LoadingCache<Integer, List<NearQuery>> neighbours;

  /**
   * @param weights say how deep into the history each kind of evidence reaches
   */
  public HistoryEvidence(QueryIndex index, EvidenceWeights weights) {
    this.index = index;
    this.weights = weights;
    this.nearInMeaning = new NearInMeaning(index);
    this.neighbours =
        Caffeine.newBuilder()
            .maximumSize(KEPT)
            .executor(Runnable::run)
            .build(query -> index.nearest(query, index.settings().near()));
  }

  /**
   * What serving asks.
   *
   * @param history what the user searched before
   */
  public List<Evidence> of(History history) {
    return withoutOne(history, NO_QUERY);
  }

  /**
   * What training asks: as it was before one search of the target was counted, since a search
   * cannot be evidence for itself (leaving one out). It was counted as searched together with the
   * queries of its own session, not with earlier ones.
   *
   * @param target id of the query that was searched next
   */
  public List<Evidence> withoutOne(History history, int target) {
    List<Evidence> evidence = new ArrayList<>();
    for (int place = 0; place < history.queries().size(); place++) {
      boolean inSession = place < history.inSession();
      int recency = inSession ? place : place - history.inSession();
      String text = history.queries().get(place);
      OptionalInt known = index.find(text);
      int query = known.orElse(NO_QUERY);
      for (Kind kind : Kind.values()) {
        if (recency < weights.of(kind, inSession).size()) {
          Distribution queries =
              switch (kind) {
                case REPEATED -> repeated(query);
                case SESSION -> session(query, inSession ? target : NO_QUERY);
                case WORD -> words(text, query, target);
                case NEAR -> near(query, target);
              };
          if (!queries.isEmpty()) {
            evidence.add(new Evidence(kind, inSession, recency, queries));
          }
        }
      }
    }
    return evidence;
  }

  /** Nothing is left out here: the earlier search was another one. */
  private static Distribution repeated(int query) {
    return Distribution.of(query == NO_QUERY ? Postings.NONE : Postings.certain(query));
  }

  private Distribution session(int query, int target) {
    return Distribution.of(
        query == NO_QUERY ? Postings.NONE : index.sessions(query).minus(target, 1));
  }

  private Distribution near(int query, int target) {
    return nearInMeaning.withoutOne(query == NO_QUERY ? List.of() : neighbours.get(query), target);
  }

  /**
   * Rare words count more, by their information: the logarithm of all searches over those with the
   * word. The query itself is left out; it is repeated, or it is not.
   */
  private Distribution words(String text, int query, int target) {
    Distribution.Builder words = new Distribution.Builder();
    for (String word : Words.of(text)) {
      Postings all = index.withWord(word);
      Postings others =
          query == NO_QUERY ? all : all.minus(query, Math.max(1, index.popularity(query)));
      if (all.size() > 0) {
        words.add(Math.log((double) index.searches() / all.total()), others.minus(target, 1));
      }
    }
    return words.build();
  }
}
