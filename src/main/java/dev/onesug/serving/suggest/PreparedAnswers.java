package dev.onesug.serving.suggest;

import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import dev.onesug.serving.rules.RulesInForce;
import dev.onesug.serving.suggest.ModelCalls.Question;
import dev.onesug.serving.threads.DaemonThreads;
import dev.onesug.serving.versions.Lease;
import dev.onesug.serving.versions.ModelVersions;
import dev.onesug.serving.versions.NotReadyException;
import dev.onesug.serving.versions.ServedModel;
import dev.onesug.serving.versions.UnknownVersionException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a model says to the likeliest prefixes of users of whom nothing is known, made before they
 * come. It holds as long as the version and the rules: nothing else goes into it.
 */
final class PreparedAnswers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PreparedAnswers.class);

  /** Nobody waits for such an answer. */
  private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Between two looks at whether the model is free. */
  private static final long PAUSE_MILLIS = 5;

  private final Map<AnswerKey, Generation> kept = new ConcurrentHashMap<>();

  /** Version to the identity of the rules under which its answers are made. */
  private final Map<String, Long> prepared = new ConcurrentHashMap<>();

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(DaemonThreads.named("prepare-answers"));
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
   * Asks a version in the background, one prefix after another and only while nobody waits for the
   * model; once under the same rules. A version that fails is asked no more. What it said under
   * other rules is forgotten.
   *
   * @param version one that is loaded; it may be retired before its turn comes
   */
  void prepare(String version, ModelVersions versions, RulesInForce rules, ModelCalls calls) {
    Long identity = rules.identity();
    if (most > 0 && !identity.equals(prepared.put(version, identity))) {
      thread.execute(() -> prepareAll(version, versions, rules, calls));
    }
  }

  private void prepareAll(
      String version, ModelVersions versions, RulesInForce rules, ModelCalls calls) {
    kept.keySet().removeIf(key -> !isWanted(key.version(), key.rules()));
    if (!isWanted(version, rules.identity())) {
      return;
    }
    // Not before: a version is not kept in memory by what waits for its turn.
    try (Lease lease = versions.pick(version)) {
      prepareAll(lease, rules, calls);
    } catch (UnknownVersionException | NotReadyException e) {
      LOG.debug("Version {} was retired before its answers were made", version);
    } catch (NoAnswerException e) {
      LOG.warn("Version {}: answers are not made in advance: {}", version, e.reason());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What other versions answered is not needed any more. */
  void keepOnly(Collection<String> served) {
    prepared.keySet().retainAll(served);
    kept.keySet().removeIf(key -> !isWanted(key.version(), key.rules()));
  }

  private boolean isWanted(String version, long rules) {
    Long wanted = prepared.get(version);
    return wanted != null && wanted == rules;
  }

  private void prepareAll(Lease lease, RulesInForce rules, ModelCalls calls)
      throws NoAnswerException, InterruptedException {
    ServedModel model = lease.model().under(rules);
    for (Prefix prefix : LikelyPrefixes.of(model, most)) {
      AnswerKey key =
          new AnswerKey(lease.version(), prefix, UserContext.ANONYMOUS, rules.identity());
      Generation made = made(lease, model, key, calls);
      if (made == null) {
        return;
      }
      kept.put(key, made);
    }
  }

  /**
   * Too busy, or too late, is no reason not to try again.
   *
   * @return null once the version is retired or under other rules
   */
  private @Nullable Generation made(Lease lease, ServedModel model, AnswerKey key, ModelCalls calls)
      throws NoAnswerException, InterruptedException {
    Question question = new Question(model, key.prefix(), key.user(), null, WAIT_NANOS);
    while (isWanted(key.version(), key.rules())) {
      if (calls.isIdle()) {
        try {
          return calls.call(lease, question);
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
    DaemonThreads.stop(thread, Duration.ofSeconds(10));
  }
}
