package dev.onesug.training.evaluation.cascade;

import dev.onesug.model.related.Postings;
import dev.onesug.model.text.Words;
import java.util.List;
import java.util.Set;

/**
 * One number that the trees are told of a recalled query at a keystroke; NaN where it is not known.
 *
 * @param name for whoever reads how much each feature tells
 */
record Feature(String name, Value value) {
  /** All features in the order of their columns. */
  static final List<Feature> ALL =
      List.of(
          // The query
          new Feature("popularity", (key, query) -> key.counts().logShare(query.query())),
          new Feature("click rate", (key, query) -> key.counts().clickRate(query.query())),
          new Feature("query length", (key, query) -> query.text().length()),
          new Feature("query words", (key, query) -> words(query.text()).size()),

          // The typed text
          new Feature("prefix length", (key, query) -> key.prefix().text().length()),
          new Feature("cut word length", (key, query) -> key.prefix().cutWord().length()),
          new Feature("complete words", (key, query) -> words(key.prefix().completeWords()).size()),

          // Both
          new Feature(
              "continues prefix",
              (key, query) -> query.text().startsWith(key.prefix().text()) ? 1 : 0),
          new Feature(
              "letters left", (key, query) -> query.text().length() - key.prefix().text().length()),
          new Feature(
              "edit distance",
              (key, query) -> EditDistance.toBeginning(key.prefix().text(), query.text())),
          new Feature(
              "complete words contained",
              (key, query) ->
                  shareContained(words(key.prefix().completeWords()), words(query.text()))),
          new Feature("cut word continued", Feature::cutWordContinued),
          new Feature(
              "cosine to prefix",
              (key, query) -> key.index().cosine(query.query(), key.meaning().vector())),
          new Feature("followed", (key, query) -> Math.log1p(key.followers().count(query.query()))),
          new Feature(
              "followed exactly",
              (key, query) -> Math.log1p(key.followers().exactCount(query.query()))),
          new Feature(
              "followed share",
              (key, query) ->
                  key.followers().count(query.query()) / (key.followers().total() + 1.0)),

          // The user's history
          new Feature("history length", (key, query) -> key.history().size()),
          new Feature("searches in session", (key, query) -> key.user().history().inSession()),
          new Feature("searched before", (key, query) -> recency(key, query) < 0 ? 0 : 1),
          new Feature(
              "searched before recency",
              (key, query) -> recency(key, query) < 0 ? Double.NaN : recency(key, query)),
          new Feature("session with latest", (key, query) -> sessionShare(key, query, 0)),
          new Feature("session with second", (key, query) -> sessionShare(key, query, 1)),
          new Feature("session with third", (key, query) -> sessionShare(key, query, 2)),
          new Feature("cosine to latest", (key, query) -> highestCosine(key, query, 1)),
          new Feature(
              "cosine to history", (key, query) -> highestCosine(key, query, key.history().size())),
          new Feature("words of latest", (key, query) -> mostWordsShared(key.history(), query, 1)),
          new Feature(
              "words of history",
              (key, query) -> mostWordsShared(key.history(), query, key.history().size())),
          new Feature(
              "words of session",
              (key, query) ->
                  mostWordsShared(key.history(), query, key.user().history().inSession())),
          new Feature(
              "words of earlier sessions",
              (key, query) -> mostWordsShared(earlierSessions(key), query, Integer.MAX_VALUE)),
          new Feature(
              "earlier sessions with its words",
              (key, query) -> wordsSharedOnAverage(earlierSessions(key), query)),

          // The user's profile
          new Feature("age band", (key, query) -> logRatio(key, query, ProfileField.AGE_BAND)),
          new Feature("gender", (key, query) -> logRatio(key, query, ProfileField.GENDER)),
          new Feature("region", (key, query) -> logRatio(key, query, ProfileField.REGION)),
          new Feature(
              "spending level", (key, query) -> logRatio(key, query, ProfileField.SPENDING_LEVEL)),
          new Feature("profile", Feature::wholeProfile),

          // How the query was recalled
          new Feature("completion rank", (key, query) -> query.rank(Source.COMPLETION)),
          new Feature("follower rank", (key, query) -> query.rank(Source.FOLLOWER)),
          new Feature("near prefix rank", (key, query) -> query.rank(Source.NEAR_PREFIX)),
          new Feature("typed words rank", (key, query) -> query.rank(Source.TYPED_WORDS)),
          new Feature("later word rank", (key, query) -> query.rank(Source.LATER_WORD)),
          new Feature("slip rank", (key, query) -> query.rank(Source.SLIP)),
          new Feature("session rank", (key, query) -> query.rank(Source.SESSION)),
          new Feature("near latest rank", (key, query) -> query.rank(Source.NEAR_LATEST)),
          new Feature("sources", (key, query) -> query.ranks().size()));

  /** Reads the number. */
  @FunctionalInterface
  interface Value {
    double of(Keystroke key, Recalled query);
  }

  double of(Keystroke key, Recalled query) {
    return value.of(key, query);
  }

  /** Whether any word of the query begins with the cut word; NaN if none is cut. */
  private static double cutWordContinued(Keystroke key, Recalled query) {
    String cut = key.prefix().cutWord();
    if (cut.isEmpty()) {
      return Double.NaN;
    }
    return words(query.text()).stream().anyMatch(word -> word.startsWith(cut)) ? 1 : 0;
  }

  private static int recency(Keystroke key, Recalled query) {
    return key.user().history().queries().indexOf(query.text());
  }

  private static double sessionShare(Keystroke key, Recalled query, int recency) {
    if (recency >= key.history().size()) {
      return Double.NaN;
    }
    Postings sessions = key.history().get(recency).sessions();
    int place = sessions.place(query.query());
    return place < 0 ? 0 : sessions.share(place);
  }

  private static double highestCosine(Keystroke key, Recalled query, int depth) {
    return key.history().stream()
        .limit(depth)
        .filter(Earlier::isKnown)
        .mapToDouble(earlier -> key.index().cosine(query.query(), earlier.vector()))
        .max()
        .orElse(Double.NaN);
  }

  /** What the user searched before this session. */
  private static List<Earlier> earlierSessions(Keystroke key) {
    int from = Math.min(key.user().history().inSession(), key.history().size());
    return key.history().subList(from, key.history().size());
  }

  private static double mostWordsShared(List<Earlier> history, Recalled query, int depth) {
    Set<String> words = words(query.text());
    return history.stream()
        .limit(depth)
        .mapToDouble(earlier -> shareContained(words, earlier.words()))
        .max()
        .orElse(Double.NaN);
  }

  /** How many earlier queries have words of this one tells a lasting interest. */
  private static double wordsSharedOnAverage(List<Earlier> history, Recalled query) {
    Set<String> words = words(query.text());
    return history.stream()
        .mapToDouble(earlier -> shareContained(words, earlier.words()))
        .average()
        .orElse(Double.NaN);
  }

  /** The share of words that stand among others; NaN of no words. */
  private static double shareContained(Set<String> words, Set<String> others) {
    return words.isEmpty()
        ? Double.NaN
        : (double) words.stream().filter(others::contains).count() / words.size();
  }

  private static double logRatio(Keystroke key, Recalled query, ProfileField field) {
    return key.counts().logRatio(field, key.user().profile(), query.query());
  }

  /** As if the fields were independent (naive Bayes). */
  private static double wholeProfile(Keystroke key, Recalled query) {
    double sum = 0;
    for (ProfileField field : ProfileField.values()) {
      sum += logRatio(key, query, field);
    }
    return sum;
  }

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : Words.of(text);
  }
}
