package dev.onesug.serving.suggest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import dev.onesug.serving.context.UserContextStore;
import dev.onesug.serving.suggest.ModelCalls.NoAnswerException;
import dev.onesug.serving.suggest.ModelCalls.Turn;
import dev.onesug.serving.versions.ModelVersions;
import dev.onesug.serving.versions.ServedModel;
import dev.onesug.serving.versions.ServedModel.GeneratedQuery;
import dev.onesug.serving.versions.ServedModel.Keystroke;
import dev.onesug.serving.versions.ServedModel.Neighbours;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The story of a keystroke, from top to bottom: normal form, model version, what is known of the
 * user, answer cache, related queries, encoder input, constrained search, fill.
 *
 * <p>One model call replaces recall, pre-ranking and ranking (paper section 3). A model that fails
 * or is late costs quality, never an error: stored completions answer, and the answer says so. Many
 * threads may ask at the same time.
 */
public final class QuerySuggester implements AutoCloseable {
  private final ModelVersions versions;
  private final UserContextStore users;
  private final Cache<AnswerKey, Generation> answers;
  private final PreparedAnswers prepared;
  private final ModelCalls calls;
  private final SuggestMeters meters;

  /**
   * Makes a suggester.
   *
   * @param versions closed by the caller, after this
   */
  public QuerySuggester(
      ModelVersions versions,
      UserContextStore users,
      SuggestSettings settings,
      MeterRegistry registry) {
    this.versions = versions;
    this.users = users;
    answers =
        Caffeine.newBuilder()
            .maximumSize(settings.cacheEntries())
            .expireAfterWrite(settings.cacheExpiry())
            // In the caller's thread, so that what is over the bound is gone at once.
            .executor(Runnable::run)
            .recordStats()
            .build();
    prepared = new PreparedAnswers(settings.prepared());
    calls = new ModelCalls(settings, QuerySuggester::generate);
    meters = new SuggestMeters(registry);
    meters.watch(answers, prepared, calls);
  }

  /**
   * Answers a keystroke.
   *
   * @throws dev.onesug.serving.versions.UnknownVersionException if the request names a version that
   *     is not loaded
   * @throws dev.onesug.serving.versions.NotReadyException if none is loaded
   */
  public Suggestions suggest(SuggestRequest request) {
    long start = System.nanoTime();
    StageClock clock = new StageClock();
    Prefix prefix = clock.time(Stage.NORMALISE, () -> Prefix.of(request.typed()));
    ServedModel model = versions.pick(request.version());
    UserContext user = clock.time(Stage.CONTEXT, () -> userOf(request));
    Draft draft = prefix.isEmpty() ? Draft.WITHOUT_MODEL : draft(model, prefix, user, clock);
    List<Suggestion> list =
        clock.time(Stage.FILL, () -> filled(model, prefix, user, draft, request.limit()));
    Suggestions answer =
        new Suggestions(
            prefix,
            list,
            model.version(),
            draft.degraded(),
            System.nanoTime() - start,
            trace(model, draft, user, clock));
    meters.answered(answer);
    return answer;
  }

  /**
   * Has the answers made that many will ask for, in the background, by each version that is loaded.
   */
  public void prepare() {
    for (String version : versions.names()) {
      prepared.prepare(versions.pick(version), calls);
    }
  }

  @Override
  public void close() {
    prepared.close();
    calls.close();
  }

  /** What the model contributed, or why it did not. */
  private record Draft(
      @Nullable Generation generation, boolean cached, @Nullable Degradation degraded) {
    static final Draft WITHOUT_MODEL = new Draft(null, false, null);

    List<GeneratedQuery> queries() {
      return generation == null ? List.of() : generation.queries();
    }
  }

  /** What comes along is newer than what is remembered, and is remembered in its place. */
  private UserContext userOf(SuggestRequest request) {
    UserContext user = request.user();
    String userId = request.userId();
    if (user != null && userId != null) {
      users.remember(userId, user);
    }
    if (user != null) {
      return user;
    }
    return userId == null ? UserContext.ANONYMOUS : users.find(userId);
  }

  private Draft draft(ServedModel model, Prefix prefix, UserContext user, StageClock clock) {
    AnswerKey key = new AnswerKey(model.version(), prefix, user);
    Generation cached = clock.time(Stage.CACHE, () -> known(key));
    if (cached != null) {
      return new Draft(cached, true, null);
    }
    try {
      Generation generation = calls.call(model, prefix, user);
      clock.recordAll(generation.stageNanos());
      answers.put(key, generation);
      return new Draft(generation, false, null);
    } catch (NoAnswerException e) {
      return new Draft(null, false, e.reason());
    }
  }

  private @Nullable Generation known(AnswerKey key) {
    Generation ready = prepared.find(key);
    return ready == null ? answers.getIfPresent(key) : ready;
  }

  /** What waits for the model at the same time is searched together. */
  private static List<Generation> generate(ServedModel model, List<Turn> turns) {
    List<StageClock> clocks = new ArrayList<>();
    List<Keystroke> keystrokes = new ArrayList<>();
    for (Turn turn : turns) {
      StageClock clock = new StageClock();
      clocks.add(clock);
      keystrokes.add(keystroke(model, turn, clock));
    }
    long start = System.nanoTime();
    List<List<GeneratedQuery>> found = model.search(keystrokes, SuggestRequest.MAX_LIMIT);
    long searched = System.nanoTime() - start;
    List<Generation> generations = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      clocks.get(i).record(Stage.SEARCH, searched);
      Keystroke keystroke = keystrokes.get(i);
      generations.add(
          new Generation(
              keystroke.related(), keystroke.encoderInput(), found.get(i), clocks.get(i).nanos()));
    }
    return generations;
  }

  private static Keystroke keystroke(ServedModel model, Turn turn, StageClock clock) {
    clock.record(Stage.QUEUE, turn.waitedNanos());
    Prefix prefix = turn.prefix();
    Neighbours related = clock.time(Stage.RELATED, () -> model.related(prefix));
    int[] input = clock.time(Stage.INPUT, () -> model.encoderInput(prefix, related, turn.user()));
    return new Keystroke(prefix, related, turn.user(), input);
  }

  private static List<Suggestion> filled(
      ServedModel model, Prefix prefix, UserContext user, Draft draft, int limit) {
    SuggestionList list = new SuggestionList(prefix, limit);
    list.addGenerated(draft.queries());
    if (prefix.isEmpty()) {
      list.addAll(user.history().queries(), Source.RECENT);
    } else if (!list.isFull()) {
      list.addAll(model.completions(prefix, limit), Source.LEXICAL);
    }
    if (!list.isFull()) {
      // Every text in the list may be one of the popular ones.
      list.addAll(model.mostPopular(2 * limit), Source.POPULAR);
    }
    return list.suggestions();
  }

  private static Trace trace(ServedModel model, Draft draft, UserContext user, StageClock clock) {
    Generation generation = draft.generation();
    return new Trace(
        draft.cached(),
        generation,
        () -> generation == null ? "" : model.readable(generation.encoderInput()),
        clock.nanos(),
        user.history().queries());
  }
}
