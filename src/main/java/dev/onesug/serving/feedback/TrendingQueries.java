package dev.onesug.serving.feedback;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.onesug.model.feedback.Actor;
import dev.onesug.model.feedback.FeedbackEvent;
import dev.onesug.serving.suggest.Trending;
import dev.onesug.serving.threads.DaemonThreads;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts who searches what now, in bounded memory. A search counts less the older it is, by half
 * each half-life, and a searcher counts once for a query in each half-life: whoever searches again
 * and again pushes nothing. A query that fewer than the settings' number of searchers sent lately
 * is nobody's business. The counts are of this process, and begin anew with it.
 *
 * <p>Anybody can pretend to be many browsers. So what trends is shown only where the model version
 * holds it anyway, which is the caller's to see to.
 */
public final class TrendingQueries implements SearchListener, Trending, AutoCloseable {
  private static final Duration REFRESH = Duration.ofSeconds(10);
  private static final int MOST_QUERIES = 10_000;
  private static final int MOST_COUNTED = 200_000;

  /** Enough for a list, although a version may not hold all of them. */
  private static final int MOST_TRENDING = 100;

  /** By then a search counts next to nothing. */
  private static final int HALF_LIVES = 8;

  private final TrendingSettings settings;
  private final InstantSource clock;
  private final Cache<String, DecayedCount> counts;

  /** Query and searcher, as two hashes: that two of them meet costs one search its count. */
  private final Cache<Long, Boolean> counted;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("trending-queries"));
  private volatile List<String> trending = List.of();

  /** Counts from now on, and refreshes what trends every ten seconds. */
  public TrendingQueries(TrendingSettings settings) {
    this(settings, InstantSource.system());
    long seconds = REFRESH.toSeconds();
    var unused = thread.scheduleWithFixedDelay(this::refresh, seconds, seconds, TimeUnit.SECONDS);
  }

  TrendingQueries(TrendingSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    counts = Caffeine.newBuilder().maximumSize(MOST_QUERIES).build();
    counted =
        Caffeine.newBuilder()
            .maximumSize(MOST_COUNTED)
            .expireAfterWrite(settings.halfLife())
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  @Override
  public void searched(FeedbackEvent search) {
    long now = clock.millis();
    String query = search.query();
    String searcher = searcher(search.actor());
    boolean isLate = now - search.timestamp().toEpochMilli() > settings.halfLife().toMillis();
    if (!isLate && counted.asMap().putIfAbsent(key(query, searcher), true) == null) {
      counts.asMap().compute(query, (text, before) -> counted(before, searcher, now));
    }
  }

  @Override
  public List<String> queries() {
    return trending;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** Orders what was counted so far. */
  void refresh() {
    long now = clock.millis();
    long oldest = now - HALF_LIVES * settings.halfLife().toMillis();
    counts.asMap().values().removeIf(count -> count.lastMillis() < oldest);
    trending =
        counts.asMap().entrySet().stream()
            .filter(count -> count.getValue().searchersSince(oldest) >= settings.minSearchers())
            .sorted(
                Comparator.comparingDouble(
                        (Map.Entry<String, DecayedCount> count) -> -weight(count.getValue(), now))
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_TRENDING)
            .map(Map.Entry::getKey)
            .toList();
  }

  private DecayedCount counted(@Nullable DecayedCount before, String searcher, long now) {
    DecayedCount start = before == null ? DecayedCount.NONE : before;
    return start.plusOne(
        searcher.hashCode(), now, settings.halfLife().toMillis(), settings.minSearchers());
  }

  private double weight(DecayedCount count, long now) {
    return count.weightAt(now, settings.halfLife().toMillis());
  }

  /** Two devices of one user are one searcher. */
  private static String searcher(Actor actor) {
    return actor.userId() == null ? "client " + actor.clientId() : "user " + actor.userId();
  }

  private static long key(String query, String searcher) {
    return ((long) query.hashCode() << 32) | (searcher.hashCode() & 0xFFFF_FFFFL);
  }
}
