package dev.onesug.serving.suggest;

import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import dev.onesug.serving.rules.RulesInForce;
import dev.onesug.serving.rules.Scope;
import dev.onesug.serving.suggest.ModelCalls.Question;
import dev.onesug.serving.versions.Lease;
import dev.onesug.serving.versions.ModelVersions;
import dev.onesug.serving.versions.ServedModel;
import dev.onesug.serving.versions.ServedModel.GeneratedQuery;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
  /** Completions that are looked through for what a rule took away. */
  private static final int MOST_CONCERNED = 64;

  /** Trending queries that are looked at: every text in the list may be one of them. */
  private static final int MOST_TRENDING = 2 * SuggestRequest.MAX_LIMIT;

  /** Milliseconds for which work that can wait does so. */
  private static final int MOST_PAUSES = 100;

  private final ModelVersions versions;
  private final Shop shop;
  private final RememberedUsers users;
  private final KeptAnswers answers;
  private final ModelCalls calls;
  private final ShadowAnswers shadow;
  private final SuggestMeters meters;
  private final long deadlineNanos;
  private volatile boolean prepares;

  /**
   * Makes a suggester.
   *
   * @param versions closed by the caller, after this
   */
  public QuerySuggester(
      ModelVersions versions, Shop shop, SuggestSettings settings, MeterRegistry registry) {
    this.versions = versions;
    this.shop = shop;
    meters = new SuggestMeters(registry);
    users = new RememberedUsers(shop.users());
    answers = new KeptAnswers(settings);
    calls = new ModelCalls(settings, new BatchedSearch(meters::illegal));
    shadow = new ShadowAnswers(calls, registry);
    deadlineNanos = settings.deadline().toNanos();
    meters.watch(answers, calls);
    versions.whenChanged(this::followVersions);
  }

  /**
   * Answers a keystroke.
   *
   * @throws dev.onesug.serving.versions.UnknownVersionException if the request names a version that
   *     is not loaded
   * @throws dev.onesug.serving.versions.NotReadyException if none is loaded
   */
  public Suggestions suggest(SuggestRequest request) {
    Suggestions answer = suggest(request, shop.rules().inForce(request.scope()));
    meters.answered(answer);
    return answer;
  }

  /** As {@link #suggest(SuggestRequest)}, under other rules and uncounted. */
  Suggestions suggest(SuggestRequest request, RulesInForce rules) {
    long start = System.nanoTime();
    try (Lease lease = versions.pick(request.version(), request.userId())) {
      return answer(lease, request, rules, start);
    }
  }

  private Suggestions answer(Lease lease, SuggestRequest request, RulesInForce rules, long start) {
    StageClock clock = new StageClock();
    ServedModel model = lease.model().under(rules);
    Prefix prefix = clock.time(Stage.NORMALISE, () -> Prefix.of(request.typed()));
    UserContext user = clock.time(Stage.CONTEXT, () -> users.of(request));
    Question question = new Question(model, prefix, user, request.turn(), wait(request, start));
    Draft draft = prefix.isEmpty() ? Draft.WITHOUT_MODEL : draft(lease, question, rules, clock);
    SuggestionList list = new SuggestionList(prefix, request.limit(), rules);
    list.addAll(rules.pinned(prefix), Source.PINNED);
    clock.time(Stage.FILL, () -> fill(list, question, draft));
    compare(question, draft, rules, request.limit());
    boolean explain = request.explain();
    return new Suggestions(
        prefix,
        list.suggestions(),
        model.version(),
        lease.requested(),
        draft.degraded(),
        System.nanoTime() - start,
        new Trace(
            draft.cached(),
            draft.generation(),
            explain ? readable(model, draft) : "",
            clock.nanos(),
            user.history().queries(),
            explain ? rules.ids(prefix, concerned(list, model)) : List.of()));
  }

  /** Nanoseconds that are left until the deadline, which counts from the request. */
  private long wait(SuggestRequest request, long start) {
    Duration wished = request.deadline();
    long whole = wished == null ? deadlineNanos : Math.min(deadlineNanos, wished.toNanos());
    return whole - (System.nanoTime() - start);
  }

  /** The shadow is asked what the model was asked; what was kept says nothing of time. */
  private void compare(Question question, Draft draft, RulesInForce rules, int limit) {
    if (draft.generation() == null || draft.cached()) {
      return;
    }
    Lease other = versions.shadow();
    if (other != null) {
      shadow.compare(other, question, rules, draft.queries(), limit);
    }
  }

  /**
   * Has the answers made that many will ask for, in the background, by each version that answers
   * where a request names none. They are made again after each change of the deployment, and when
   * this is called after a change of the rules.
   */
  public void prepare() {
    prepares = true;
    followVersions();
  }

  private void followVersions() {
    answers.keepOnly(versions.names());
    if (prepares) {
      answers.prepare(versions, shop.rules().inForce(Scope.ANYWHERE), calls);
    }
  }

  /** The prefixes that a version is likely to be asked, the likeliest first. */
  List<Prefix> likelyPrefixes(@Nullable String version, int most) {
    try (Lease lease = versions.pick(version)) {
      return LikelyPrefixes.of(lease.model(), most);
    }
  }

  /** Waits until nobody waits for the model, but not for ever: for work that can wait. */
  public void giveWay() {
    try {
      for (int i = 0; i < MOST_PAUSES && !calls.isIdle(); i++) {
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    answers.close();
    shadow.close();
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

  private Draft draft(Lease lease, Question question, RulesInForce rules, StageClock clock) {
    AnswerKey key =
        new AnswerKey(lease.version(), question.prefix(), question.user(), rules.identity());
    Generation cached = clock.time(Stage.CACHE, () -> answers.find(key));
    if (cached != null) {
      return new Draft(cached, true, null);
    }
    try {
      Generation generation = calls.call(lease, question);
      clock.recordAll(generation.stageNanos());
      answers.keep(key, generation);
      return new Draft(generation, false, null);
    } catch (NoAnswerException e) {
      return new Draft(null, false, e.reason());
    }
  }

  private boolean fill(SuggestionList list, Question question, Draft draft) {
    ServedModel model = question.model();
    list.addGenerated(draft.queries());
    if (list.prefix().isEmpty()) {
      list.addAll(question.user().history().queries(), Source.RECENT);
      list.addAll(
          shop.trending().queries().stream().filter(model::holds).limit(MOST_TRENDING).toList(),
          Source.TRENDING);
    } else {
      list.fill(most -> model.completions(list.prefix(), most), Source.LEXICAL);
    }
    list.fill(model::mostPopular, Source.POPULAR);
    return list.isFull();
  }

  private static String readable(ServedModel model, Draft draft) {
    Generation generation = draft.generation();
    return generation == null ? "" : model.readable(generation.encoderInput());
  }

  /** What rules may have said something of: what is in the list, and what might be without them. */
  private static Set<String> concerned(SuggestionList list, ServedModel model) {
    Set<String> texts = new HashSet<>(list.given());
    texts.addAll(model.under(RulesInForce.NONE).completions(list.prefix(), MOST_CONCERNED));
    return texts;
  }
}
