package dev.onesug.serving.suggest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.onesug.serving.rules.RulesInForce;
import dev.onesug.serving.versions.ModelVersions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers that need not be made again: those made in advance, and the latest of the others. */
final class KeptAnswers implements AutoCloseable {
  private final PreparedAnswers prepared;
  private final Cache<AnswerKey, Generation> latest;

  KeptAnswers(SuggestSettings settings) {
    prepared = new PreparedAnswers(settings.prepared());
    latest =
        Caffeine.newBuilder()
            .maximumWeight(settings.cacheEntries())
            .weigher((AnswerKey key, Generation generation) -> key.weight())
            .expireAfterWrite(settings.cacheExpiry())
            // In the caller's thread, so that what is over the bound is gone at once.
            .executor(Runnable::run)
            .recordStats()
            .build();
  }

  @Nullable Generation find(AnswerKey key) {
    Generation ready = prepared.find(key);
    return ready == null ? latest.getIfPresent(key) : ready;
  }

  void keep(AnswerKey key, Generation generation) {
    latest.put(key, generation);
  }

  /** What other versions answered is not needed any more. */
  void keepOnly(List<String> served) {
    prepared.keepOnly(served);
    latest.asMap().keySet().removeIf(key -> !served.contains(key.version()));
  }

  /** Has answers made in advance, by each version that answers where a request names none. */
  void prepare(ModelVersions versions, RulesInForce rules, ModelCalls calls) {
    for (String version : versions.answering()) {
      prepared.prepare(version, versions, rules, calls);
    }
  }

  /** How many were made in advance. */
  int prepared() {
    return prepared.size();
  }

  Cache<AnswerKey, Generation> latest() {
    return latest;
  }

  /** Nothing asks the model any more when it returns. */
  @Override
  public void close() {
    prepared.close();
  }
}
