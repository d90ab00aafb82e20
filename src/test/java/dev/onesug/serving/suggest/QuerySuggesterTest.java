package dev.onesug.serving.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import dev.onesug.serving.context.InMemoryUserContextStore;
import dev.onesug.serving.context.UserContextStore;
import dev.onesug.serving.rules.RuleSource;
import dev.onesug.serving.versions.Deployment;
import dev.onesug.serving.versions.FakeModel;
import dev.onesug.serving.versions.ModelVersions;
import dev.onesug.serving.versions.NotReadyException;
import dev.onesug.serving.versions.ServedModel.GeneratedQuery;
import dev.onesug.serving.versions.UnknownVersionException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuerySuggesterTest {
  private static final Instant OLDER = Instant.EPOCH.minusSeconds(1);

  private final FakeModel model = new FakeModel("v1", Instant.EPOCH);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CountDownLatch release = new CountDownLatch(1);
  private List<String> trending = List.of();

  @AfterEach
  void letGo() {
    release.countDown();
  }

  @Test
  void suggest_prefix_generatedThenCompletionsThenPopular() {
    Suggestions answer = ask(suggester(10), "red", 5);

    assertThat(answer.texts())
        .containsExactly(
            "generated for red", "red shoes", "red dress", "running shoes", "phone case");
    assertThat(answer.list())
        .extracting(Suggestion::source)
        .containsExactly(
            Source.GENERATED, Source.LEXICAL, Source.LEXICAL, Source.POPULAR, Source.POPULAR);
    assertThat(answer.degraded()).isNull();
  }

  @Test
  void suggest_searchGivesOutWhatTheIndexDoesNotHold_isCountedAndNeverShown() {
    model
        .searching(
            input ->
                List.of(new GeneratedQuery("made up", -0.1), new GeneratedQuery("red dress", -0.5)))
        .without("made up");
    QuerySuggester suggester = suggester(10);

    Suggestions answer = ask(suggester, "red", 2);
    Suggestions again = ask(suggester, "red", 2);

    assertThat(answer.texts()).containsExactly("red dress", "red shoes");
    assertThat(again.trace().cached()).isTrue();
    assertThat(again.texts()).isEqualTo(answer.texts());
    assertThat(meters.get("onesug.illegal").counter().count()).isEqualTo(1);
  }

  @Test
  void suggest_repetitions_appearOnce() {
    model.searching(
        input -> List.of(new GeneratedQuery("red dress", -1), new GeneratedQuery("red dress", -2)));

    assertThat(ask(suggester(10), "red", 4).texts())
        .containsExactly("red dress", "red shoes", "running shoes", "phone case");
  }

  @Test
  void suggest_emptyPrefix_historyThenPopularWithoutTheModel() {
    UserContext user =
        new UserContext(History.untimed(List.of("desk lamp", "red dress")), Profile.UNKNOWN);

    Suggestions answer = suggester(10).suggest(SuggestRequest.of(" ", 4, user));

    assertThat(answer.texts())
        .containsExactly("desk lamp", "red dress", "red shoes", "running shoes");
    assertThat(answer.list().get(0).source()).isEqualTo(Source.RECENT);
    assertThat(model.searches()).isZero();
  }

  @Test
  void suggest_emptyPrefix_whatTrendsBetweenHistoryAndPopular() {
    trending = List.of("phone case", "never stored", "red dress", "running shoes");
    UserContext user =
        new UserContext(History.untimed(List.of("desk lamp", "red dress")), Profile.UNKNOWN);

    Suggestions answer = suggester(10).suggest(SuggestRequest.of("", 5, user));

    assertThat(answer.texts())
        .containsExactly("desk lamp", "red dress", "phone case", "running shoes", "red shoes");
    assertThat(answer.list())
        .extracting(Suggestion::source)
        .containsExactly(
            Source.RECENT, Source.RECENT, Source.TRENDING, Source.TRENDING, Source.POPULAR);
  }

  @Test
  void suggest_typedPrefix_withoutWhatTrends() {
    trending = List.of("phone case");

    assertThat(ask(suggester(10), "red", 3).texts())
        .containsExactly("generated for red", "red shoes", "red dress");
  }

  @Test
  void suggest_samePrefixAndUser_answeredFromTheCache() {
    QuerySuggester suggester = suggester(10);

    Suggestions first = ask(suggester, "Red ", 2);
    Suggestions second = ask(suggester, "red  ", 1);

    assertThat(model.searches()).isEqualTo(1);
    assertThat(first.trace().cached()).isFalse();
    assertThat(second.trace().cached()).isTrue();
    assertThat(second.texts()).isEqualTo(first.texts().subList(0, 1));
    assertThat(outcome("cached")).isEqualTo(1);
  }

  @Test
  void suggest_longestHistories_fillTheCacheSooner() {
    QuerySuggester suggester = suggester(100);
    for (int i = 0; i < 50; i++) {
      suggester.suggest(SuggestRequest.of("red", 1, longest(i)));
    }

    // 20 queries of 128 letters count as six usual keys.
    assertThat(meters.get("cache.size").gauge().value()).isEqualTo(16);
  }

  private static UserContext longest(int user) {
    List<String> queries =
        IntStream.range(0, History.MAX_QUERIES)
            .mapToObj(i -> "%03d %02d".formatted(user, i) + "x".repeat(122))
            .toList();
    return new UserContext(History.untimed(queries), Profile.UNKNOWN);
  }

  @Test
  void prepare_likeliestPrefixes_answeredWithoutTheModel() {
    QuerySuggester suggester = prepared();

    // "r" begins three of the five popular queries; "re" and "red" begin two, the first two.
    assertThat(model.searches()).isEqualTo(3);
    assertThat(ask(suggester, "R", 1).texts()).containsExactly("generated for r");
    assertThat(ask(suggester, "red", 1).trace().cached()).isTrue();
    assertThat(model.searches()).isEqualTo(3);
  }

  @Test
  void prepare_searchGivesOutWhatTheIndexDoesNotHold_isCountedAndNeverShown() {
    model.without("generated for r");

    assertThat(ask(prepared(), "r", 1).texts()).containsExactly("red shoes");
    assertThat(meters.get("onesug.illegal").counter().count()).isEqualTo(1);
  }

  @Test
  void prepare_userOfWhomSomethingIsKnown_theModelIsAsked() {
    QuerySuggester suggester = prepared();

    UserContext user = new UserContext(History.untimed(List.of("dress")), Profile.UNKNOWN);
    Suggestions answer = suggester.suggest(SuggestRequest.of("red", 1, user));

    assertThat(answer.texts()).containsExactly("generated for red after dress");
  }

  @Test
  void suggest_otherUser_notAnsweredFromTheCache() {
    QuerySuggester suggester = suggester(10);
    ask(suggester, "red", 2);

    UserContext user = new UserContext(History.untimed(List.of("dress")), Profile.UNKNOWN);
    Suggestions answer = suggester.suggest(SuggestRequest.of("red", 1, user));

    assertThat(answer.texts()).containsExactly("generated for red after dress");
  }

  @Test
  void suggest_modelFails_completionsAnswerAndSayWhy() {
    model.searching(
        input -> {
          throw new IllegalStateException("wanted by the test");
        });

    Suggestions answer = ask(suggester(10), "red", 2);

    assertThat(answer.texts()).containsExactly("red shoes", "red dress");
    assertThat(answer.degraded()).isEqualTo(Degradation.MODEL_FAILURE);
    assertThat(outcome("model-failure")).isEqualTo(1);
  }

  @Test
  void suggest_modelLate_completionsAnswerAndTheCallIsCounted() {
    model.searching(this::waitForRelease);

    Suggestions answer = ask(suggester(10), "red", 2);

    assertThat(answer.texts()).containsExactly("red shoes", "red dress");
    assertThat(answer.degraded()).isEqualTo(Degradation.DEADLINE);
    assertThat(meters.get("onesug.abandoned").functionCounter().count()).isEqualTo(1);
  }

  @Test
  void suggest_failure_isNotKeptInTheCache() {
    QuerySuggester suggester = suggester(10);
    model.searching(
        input -> {
          throw new IllegalStateException("wanted by the test");
        });
    ask(suggester, "red", 2);
    model.searching(input -> List.of(new GeneratedQuery("red hat", -1)));

    assertThat(ask(suggester, "red", 1).texts()).containsExactly("red hat");
  }

  @Test
  void suggest_moreThanThreadsAndQueue_overload() throws Exception {
    model.searching(this::waitForRelease);
    SuggestSettings narrow =
        new SuggestSettings(
            Duration.ofSeconds(5), 1, 1, Duration.ZERO, 1, false, 0, Duration.ZERO, 0);
    QuerySuggester suggester = suggester(narrow);
    ExecutorService clients = Executors.newFixedThreadPool(2);
    try {
      Future<Suggestions> running = clients.submit(() -> ask(suggester, "a", 1));
      Future<Suggestions> queued = clients.submit(() -> ask(suggester, "b", 1));
      while (model.searches() < 1 || meters.get("onesug.queue").gauge().value() < 1) {
        Thread.onSpinWait();
      }
      assertThat(ask(suggester, "c", 1).degraded()).isEqualTo(Degradation.OVERLOAD);
      release.countDown();
      assertThat(running.get().degraded()).isNull();
      assertThat(queued.get().degraded()).isNull();
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void suggest_explained_tellsWhatTheEncoderRead() {
    SuggestRequest request = SuggestRequest.of("red", 2).explained(true);

    assertThat(suggester(10).suggest(request).trace().encoderInput()).isEqualTo("red");
  }

  @Test
  void suggest_trace_hasEveryStageThatRan() {
    Suggestions answer = ask(suggester(10), "red", 2);

    assertThat(answer.trace().stageNanos().keySet()).containsExactly(Stage.values());
    assertThat(answer.trace().encoderInput()).isEmpty();
    assertThat(meters.get("onesug.stage").tags("stage", "search", "version", "v1").timer().count())
        .isEqualTo(1);
  }

  @Test
  void suggest_noCache_asksTheModelEachTime() {
    QuerySuggester suggester = suggester(0);
    ask(suggester, "red", 2);
    ask(suggester, "red", 2);

    assertThat(model.searches()).isEqualTo(2);
  }

  @Test
  void suggest_unknownVersion_namesTheLoadedOnes() {
    SuggestRequest request = SuggestRequest.of("red", 1).pinnedTo("v9");

    assertThatThrownBy(() -> suggester(10).suggest(request))
        .isInstanceOf(UnknownVersionException.class)
        .hasMessage("version: v9 (expected: one of v1)");
  }

  @Test
  void suggest_onlyAHistoryOrOnlyAProfileComes_theOtherIsKept() {
    QuerySuggester suggester = suggester(10);
    Profile profile = new Profile("25-34", null, null, null);
    History history = History.untimed(List.of("desk lamp"));
    suggester.suggest(come(new UserContext(history, Profile.UNKNOWN)));
    suggester.suggest(come(new UserContext(History.NONE, profile)));

    Suggestions answer = suggester.suggest(SuggestRequest.of("", 1).by("ann"));

    assertThat(answer.texts()).containsExactly("desk lamp");
    suggester.suggest(
        come(new UserContext(History.untimed(List.of("red dress")), Profile.UNKNOWN)));
    assertThat(suggester.suggest(SuggestRequest.of("", 1).by("ann")).texts())
        .containsExactly("red dress");
  }

  @Test
  void suggest_profileComesWhileTheStoreCannotBeRead_historyIsKept() {
    InMemoryUserContextStore kept = new InMemoryUserContextStore(10, Duration.ofHours(1));
    kept.searched("ann", "desk lamp", Instant.now());
    QuerySuggester suggester = suggester(new Unreadable(kept));

    suggester.suggest(come(new UserContext(History.NONE, new Profile("25-34", null, null, null))));

    assertThat(kept.find("ann").history().queries()).containsExactly("desk lamp");
    assertThat(kept.find("ann").profile().ageBand()).isEqualTo("25-34");
  }

  /** Writes arrive, reads time out. */
  private record Unreadable(UserContextStore kept) implements UserContextStore {
    @Override
    public UserContext find(String userId) {
      return UserContext.ANONYMOUS;
    }

    @Override
    public void remember(String userId, @Nullable History history, @Nullable Profile profile) {
      kept.remember(userId, history, profile);
    }

    @Override
    public void searched(String userId, String query, Instant when) {
      kept.searched(userId, query, when);
    }

    @Override
    public void erase(String userId) {
      kept.erase(userId);
    }
  }

  private static SuggestRequest come(UserContext user) {
    return SuggestRequest.of("red", 1, user).by("ann");
  }

  @Test
  void suggest_nothingLoaded_notReady() {
    QuerySuggester suggester =
        new QuerySuggester(
            new ModelVersions(Deployment.NEWEST), Shop.UNKNOWN, SuggestSettings.OFFLINE, meters);

    assertThatThrownBy(() -> ask(suggester, "red", 1)).isInstanceOf(NotReadyException.class);
  }

  @Test
  void suggest_requestIsInAHurry_itsDeadlineCounts() {
    model.searching(this::waitForRelease);
    QuerySuggester suggester =
        suggester(
            new SuggestSettings(
                Duration.ofMinutes(5), 1, 1, Duration.ZERO, 1, false, 0, Duration.ZERO, 0));

    Suggestions answer =
        suggester.suggest(SuggestRequest.of("red", 2).within(Duration.ofMillis(20)));

    assertThat(answer.degraded()).isEqualTo(Degradation.DEADLINE);
    assertThat(answer.texts()).containsExactly("red shoes", "red dress");
    release.countDown();
  }

  @Test
  void suggest_retiredVersion_successorAnswersAndSaysSo() {
    ModelVersions versions = ModelVersions.of(model, new FakeModel("v0", OLDER));
    QuerySuggester suggester = suggester(versions, settings(10, 0));
    suggester.suggest(SuggestRequest.of("red", 2).pinnedTo("v0"));

    versions.retire("v0", null);

    Suggestions answer = suggester.suggest(SuggestRequest.of("red", 2).pinnedTo("v0"));
    assertThat(answer.version()).isEqualTo("v1");
    assertThat(answer.requestedVersion()).isEqualTo("v0");
  }

  @Test
  void suggest_versionReturnsUnderItsName_oldAnswersAreForgotten() {
    FakeModel before = new FakeModel("v0", OLDER);
    ModelVersions versions = ModelVersions.of(model, before);
    QuerySuggester suggester = suggester(versions, settings(10, 0));
    SuggestRequest request = SuggestRequest.of("red", 1).pinnedTo("v0");
    assertThat(suggester.suggest(request).texts()).containsExactly("generated for red");

    versions.retire("v0", null);
    versions.add(
        new FakeModel("v0", OLDER)
            .searching(input -> List.of(new GeneratedQuery("something else", -1))));

    assertThat(suggester.suggest(request).texts()).containsExactly("something else");
  }

  @Test
  void suggest_shadow_isComparedAndNeverShown() {
    FakeModel other =
        new FakeModel("v2", OLDER)
            .searching(
                input ->
                    List.of(
                        new GeneratedQuery("generated for red", -1),
                        new GeneratedQuery("shadow's own", -2)));
    ModelVersions versions = ModelVersions.of(model, other);
    QuerySuggester suggester = suggester(versions, settings(0, 0));
    versions.deploy(new Deployment("v1", Map.of(), "v2", Map.of(), Map.of()));

    Suggestions answer = ask(suggester, "red", 2);

    assertThat(answer.texts()).doesNotContain("shadow's own");
    awaitShadow("compared");
    assertThat(other.searches()).isEqualTo(1);
    // The shadow would show two, one of them what was shown.
    assertThat(meters.get("onesug.shadow.overlap").tag("version", "v2").summary().mean())
        .isEqualTo(0.5);
    assertThat(meters.get("onesug.shadow.time").tag("version", "v2").timer().count()).isEqualTo(1);
  }

  @Test
  void suggest_shadowFails_nobodyNotices() {
    FakeModel broken =
        new FakeModel("v2", OLDER)
            .searching(
                input -> {
                  throw new IllegalStateException("wanted by the test");
                });
    ModelVersions versions = ModelVersions.of(model, broken);
    QuerySuggester suggester = suggester(versions, settings(0, 0));
    versions.deploy(new Deployment("v1", Map.of(), "v2", Map.of(), Map.of()));

    assertThat(ask(suggester, "red", 1).degraded()).isNull();
    awaitShadow("model-failure");
    assertThat(ask(suggester, "red", 1).degraded()).isNull();
  }

  private void awaitShadow(String outcome) {
    await().until(() -> meters.find("onesug.shadow").tag("outcome", outcome).counter() != null);
  }

  @Test
  void settings_outside_areRefused() {
    assertThatThrownBy(
            () ->
                new SuggestSettings(
                    Duration.ofSeconds(1),
                    0,
                    1,
                    Duration.ZERO,
                    1,
                    false,
                    0,
                    Duration.ofSeconds(1),
                    0))
        .hasMessage("threads: 0 (expected: at least 1)");
    assertThatThrownBy(
            () ->
                new SuggestSettings(
                    Duration.ofSeconds(1),
                    1,
                    1,
                    Duration.ofMillis(3),
                    1,
                    false,
                    0,
                    Duration.ZERO,
                    0))
        .hasMessage("batchWait: PT0.003S (expected: 0 to PT0.002S)");
    assertThatThrownBy(() -> SuggestRequest.of("a", 17, UserContext.ANONYMOUS))
        .hasMessage("limit: 17 (expected: 1..16)");
  }

  /** Three answers are made in advance, and nothing else is kept. */
  private QuerySuggester prepared() {
    QuerySuggester suggester = suggester(settings(0, 3));
    suggester.prepare();
    while (meters.get("onesug.prepared").gauge().value() < 3) {
      Thread.onSpinWait();
    }
    return suggester;
  }

  private QuerySuggester suggester(int cacheEntries) {
    return suggester(settings(cacheEntries, 0));
  }

  private static SuggestSettings settings(int cacheEntries, int prepared) {
    return new SuggestSettings(
        Duration.ofMillis(300),
        1,
        4,
        Duration.ZERO,
        4,
        false,
        cacheEntries,
        Duration.ofMinutes(1),
        prepared);
  }

  private QuerySuggester suggester(SuggestSettings settings) {
    return suggester(ModelVersions.of(model), settings);
  }

  private QuerySuggester suggester(ModelVersions versions, SuggestSettings settings) {
    return suggester(versions, settings, new InMemoryUserContextStore(10, Duration.ofHours(1)));
  }

  private QuerySuggester suggester(UserContextStore users) {
    return suggester(ModelVersions.of(model), settings(10, 0), users);
  }

  private QuerySuggester suggester(
      ModelVersions versions, SuggestSettings settings, UserContextStore users) {
    return new QuerySuggester(
        versions, new Shop(users, RuleSource.NONE, () -> trending), settings, meters);
  }

  private static Suggestions ask(QuerySuggester suggester, String typed, int limit) {
    return suggester.suggest(SuggestRequest.of(typed, limit));
  }

  private double outcome(String outcome) {
    return meters.get("onesug.requests").tag("outcome", outcome).counter().count();
  }

  private List<GeneratedQuery> waitForRelease(int[] input) {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return List.of();
  }
}
