package dev.onesug.serving.suggest;

import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import dev.onesug.serving.suggest.ModelCalls.NoAnswerException;
import dev.onesug.serving.versions.ServedModel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a model says to the likeliest prefixes of users of whom nothing is known, made before they
 * come. It holds as long as the version: nothing else goes into it.
 */
final class PreparedAnswers {
  /** Queries that prefixes are taken of, for each that is prepared. */
  private static final int QUERIES_PER_ANSWER = 10;

  /** Longer ones are typed seldom: by then a query is chosen. */
  private static final int MOST_LETTERS = 12;

  private final Map<AnswerKey, Generation> kept = new ConcurrentHashMap<>();
  private final int most;

  PreparedAnswers(int most) {
    this.most = most;
  }

  @Nullable Generation find(AnswerKey key) {
    return kept.get(key);
  }

  int size() {
    return kept.size();
  }

  /**
   * Asks the model, one prefix after another, in the place of a keystroke: where the model is busy,
   * it is left out.
   */
  void prepare(ServedModel model, ModelCalls calls) {
    for (Prefix prefix : likeliest(model)) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      try {
        Generation made = calls.call(model, prefix, UserContext.ANONYMOUS);
        kept.put(new AnswerKey(model.version(), prefix, UserContext.ANONYMOUS), made);
      } catch (NoAnswerException e) {
        // A reader comes first, and will have it made.
      }
    }
  }

  /** Queries are searched for about as often as their rank says, by Zipf's law. */
  private List<Prefix> likeliest(ServedModel model) {
    Map<Prefix, Double> shares = new HashMap<>();
    int rank = 1;
    for (String query : model.mostPopular(most * QUERIES_PER_ANSWER)) {
      int letters = Math.min(MOST_LETTERS, query.codePointCount(0, query.length()));
      for (int i = 1; i <= letters; i++) {
        Prefix prefix = Prefix.of(query.substring(0, query.offsetByCodePoints(0, i)));
        shares.merge(prefix, 1.0 / rank, Double::sum);
      }
      rank++;
    }
    return shares.entrySet().stream()
        .sorted(Map.Entry.<Prefix, Double>comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }
}
