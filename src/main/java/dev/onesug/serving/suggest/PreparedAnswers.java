package dev.onesug.serving.suggest;

import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import dev.onesug.serving.suggest.ModelCalls.Question;
import dev.onesug.serving.versions.Lease;
import dev.onesug.serving.versions.ServedModel;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a model says to the likeliest prefixes of users of whom nothing is known, made before they
 * come. It holds as long as the version: nothing else goes into it.
 */
final class PreparedAnswers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PreparedAnswers.class);

  /** Queries that prefixes are taken of, for each that is prepared. */
  private static final int QUERIES_PER_ANSWER = 10;

  /** Longer ones are typed seldom: by then a query is chosen. */
  private static final int MOST_LETTERS = 12;

  /** Nobody waits for such an answer. */
  private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Between two looks at whether the model is free. */
  private static final long PAUSE_MILLIS = 5;

  private final Map<AnswerKey, Generation> kept = new ConcurrentHashMap<>();
  private final Set<String> versions = ConcurrentHashMap.newKeySet();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread made = new Thread(work, "prepare-answers");
            made.setDaemon(true);
            return made;
          });
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
   * Asks a version in the background, once, one prefix after another and only while nobody waits
   * for the model. A version that fails is asked no more.
   *
   * @param lease let go here
   */
  void prepare(Lease lease, ModelCalls calls) {
    if (most == 0 || !versions.add(lease.version())) {
      lease.close();
      return;
    }
    thread.execute(
        () -> {
          try (lease) {
            prepareAll(lease, calls);
          } catch (NoAnswerException e) {
            LOG.warn(
                "Version {}: answers are not made in advance: {}", lease.version(), e.reason());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** What other versions answered is not needed any more. */
  void keepOnly(Collection<String> served) {
    versions.retainAll(served);
    kept.keySet().removeIf(key -> !versions.contains(key.version()));
  }

  private void prepareAll(Lease lease, ModelCalls calls)
      throws NoAnswerException, InterruptedException {
    String version = lease.version();
    for (Prefix prefix : likeliest(lease.model())) {
      Generation made = made(lease, prefix, calls);
      if (made == null) {
        return;
      }
      kept.put(new AnswerKey(version, prefix, UserContext.ANONYMOUS), made);
    }
  }

  /**
   * Too busy, or too late, is no reason not to try again.
   *
   * @return null once the version is retired
   */
  private @Nullable Generation made(Lease lease, Prefix prefix, ModelCalls calls)
      throws NoAnswerException, InterruptedException {
    while (versions.contains(lease.version())) {
      if (calls.isIdle()) {
        try {
          return calls.call(lease, new Question(prefix, UserContext.ANONYMOUS, null, WAIT_NANOS));
        } catch (NoAnswerException e) {
          if (e.reason() == Degradation.MODEL_FAILURE) {
            throw e;
          }
        }
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return null;
  }

  /** Nothing asks the model any more when it returns. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      thread.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
