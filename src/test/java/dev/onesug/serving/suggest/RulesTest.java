package dev.onesug.serving.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onesug.model.seq2seq.Profile;
import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.History;
import dev.onesug.serving.context.UserContextStore;
import dev.onesug.serving.rules.RuleSet;
import dev.onesug.serving.rules.Rules;
import dev.onesug.serving.rules.Scope;
import dev.onesug.serving.suggest.RuleTrial.Keystrokes;
import dev.onesug.serving.suggest.RuleTrial.Outcome;
import dev.onesug.serving.versions.FakeModel;
import dev.onesug.serving.versions.ModelVersions;
import dev.onesug.serving.versions.ServedModel.GeneratedQuery;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What rules do to answers; what they do to a search, {@code RuledModelTest} shows. */
class RulesTest {
  private final FakeModel model = new FakeModel("v1", Instant.EPOCH);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private volatile RuleSet rules = RuleSet.EMPTY;

  @Test
  void suggest_blockedText_isInNoWayOut() {
    rules = Rules.of("rules: [{id: a, block: {queries: [red shoes, generated for red]}}]");
    UserContext user =
        new UserContext(History.untimed(List.of("red shoes", "red hat")), Profile.UNKNOWN);

    assertThat(ask("red", 4))
        .containsExactly("red dress", "running shoes", "phone case", "phone charger");
    assertThat(suggester(10).suggest(SuggestRequest.of("", 3, user)).texts())
        .containsExactly("red hat", "red dress", "running shoes");
  }

  @Test
  void suggest_modelFails_blockedTextIsNoCompletion() {
    rules = Rules.of("rules: [{id: a, block: {queries: [red shoes]}}]");
    model.searching(
        input -> {
          throw new IllegalStateException("wanted by the test");
        });

    assertThat(ask("red", 1)).containsExactly("red dress");
  }

  @Test
  void suggest_pinned_comesFirstAndOnce() {
    rules = Rules.of("rules: [{id: a, pin: {texts: [gift card, red dress], prefixes: [red]}}]");

    Suggestions answer = suggester(10).suggest(SuggestRequest.of("red", 4));

    assertThat(answer.texts())
        .containsExactly("gift card", "red dress", "generated for red", "red shoes");
    assertThat(answer.list().get(0).source()).isEqualTo(Source.PINNED);
    assertThat(answer.list().get(0).score()).isNull();
    assertThat(ask("red", 1)).containsExactly("gift card");
  }

  @Test
  void suggest_rewritten_mergedAtTheBetterPlaceAndFilledUp() {
    rules =
        Rules.of("rules: [{id: a, rewrite: {queries: [red dress, running shoes], to: red shoes}}]");
    model.searching(
        input ->
            List.of(
                new GeneratedQuery("red dress", -1),
                new GeneratedQuery("red hat", -2),
                new GeneratedQuery("red shoes", -3)));

    Suggestions answer = suggester(10).suggest(SuggestRequest.of("red", 4).explained(true));

    assertThat(answer.texts())
        .containsExactly("red shoes", "red hat", "phone case", "phone charger");
    assertThat(answer.list().get(0).score()).isEqualTo(-1);
    assertThat(answer.trace().rules()).containsExactly("a");
  }

  @Test
  void suggest_rulesChange_cachedAnswersAreOfTheOldOnes() {
    QuerySuggester suggester = suggester(10);
    ask(suggester, "red", 1);

    rules = Rules.of("rules: [{id: a, block: {queries: [generated for red]}}]");

    assertThat(ask(suggester, "red", 1)).containsExactly("red shoes");
    rules = RuleSet.EMPTY;
    assertThat(ask(suggester, "red", 1)).containsExactly("generated for red");
    assertThat(model.searches()).isEqualTo(2);
  }

  @Test
  void prepare_rulesChanged_answersOfTheOldOnesAreForgotten() {
    QuerySuggester suggester = suggester(10, 3);
    suggester.prepare();
    awaitPrepared(3, 3);

    rules = Rules.of("rules: [{id: a, block: {queries: [generated for r]}}]");
    suggester.prepare();
    awaitPrepared(3, 6);

    assertThat(ask(suggester, "r", 1)).containsExactly("red shoes");
    assertThat(model.searches()).isEqualTo(6);
  }

  @Test
  void suggest_rulesOfACategory_holdThere() {
    rules = Rules.of("rules: [{id: a, category: kids, only: {queries: [red dress]}}]");
    QuerySuggester suggester = suggester(10);

    SuggestRequest there =
        new SuggestRequest("red", 3, null, null, null, new Scope(null, "kids"), null, null, false);

    assertThat(suggester.suggest(there).texts()).containsExactly("red dress");
    assertThat(ask(suggester, "red", 1)).containsExactly("generated for red");
  }

  @Test
  void suggest_trace_namesTheRulesThatHadSomethingToSay() {
    rules =
        Rules.of(
            """
            rules:
              - {id: no-dress, block: {words: [dress]}}
              - {id: no-gun, block: {words: [gun]}}
              - {id: pin, pin: {texts: [gift card], startingWith: [re]}}
            """);

    assertThat(suggester(10).suggest(SuggestRequest.of("red", 3).explained(true)).trace().rules())
        .containsExactly("no-dress", "pin");
  }

  /**
   * Whatever rules an answer was made under, it obeys those that were in force when it was asked.
   */
  @Test
  void suggest_rulesChangeUnderRequests_everyAnswerObeysOneOfThem() throws Exception {
    RuleSet one = Rules.of("rules: [{id: a, block: {queries: [red shoes]}}]");
    RuleSet other = Rules.of("rules: [{id: b, block: {queries: [red dress]}}]");
    rules = one;
    QuerySuggester suggester = suggester(10);
    ExecutorService clients = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> asked = new ArrayList<>();
      for (int client = 0; client < 4; client++) {
        asked.add(
            clients.submit(
                () -> {
                  for (int i = 0; i < 500; i++) {
                    assertThat(ask(suggester, "red", 4))
                        .hasSize(4)
                        .doesNotContainSequence("red shoes", "red dress");
                  }
                }));
      }
      for (int i = 0; asked.stream().anyMatch(client -> !client.isDone()); i++) {
        rules = i % 2 == 0 ? other : one;
        Thread.onSpinWait();
      }
      for (Future<?> client : asked) {
        client.get();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void trial_otherRules_showsWhatTheyChangeAndCountsNothing() {
    RuleSet candidate = Rules.of("rules: [{id: no, block: {queries: [red shoes]}}]");
    Keystrokes question =
        new Keystrokes(List.of("red", "pho"), 3, null, Scope.ANYWHERE, Instant.EPOCH);

    Outcome outcome = new RuleTrial(suggester(10)).compare(RuleSet.EMPTY, candidate, question);

    assertThat(outcome.compared()).isEqualTo(2);
    assertThat(outcome.notCompared()).isZero();
    assertThat(outcome.changes())
        .containsExactly(
            new RuleTrial.Change(
                "red",
                List.of("generated for red", "red shoes", "red dress"),
                List.of("generated for red", "red dress", "running shoes"),
                List.of("no")));
    assertThat(meters.find("onesug.requests").counter()).isNull();
  }

  @Test
  void trial_noPrefixes_takesTheLikeliestAtTheTimeAsked() {
    RuleSet candidate =
        Rules.of(
            "rules: [{id: no, from: 2026-12-01T00:00:00Z, block: {queries: [generated for red]}}]");
    RuleTrial trial = new RuleTrial(suggester(10));

    Outcome before = trial.compare(RuleSet.EMPTY, candidate, at("2026-11-30T00:00:00Z"));
    Outcome after = trial.compare(RuleSet.EMPTY, candidate, at("2026-12-01T00:00:00Z"));

    assertThat(before.changes()).isEmpty();
    assertThat(after.compared()).isGreaterThan(20).isEqualTo(before.compared());
    assertThat(after.changes()).extracting(RuleTrial.Change::prefix).containsExactly("red");
  }

  private static Keystrokes at(String time) {
    return new Keystrokes(List.of(), 3, null, Scope.ANYWHERE, Instant.parse(time));
  }

  private void awaitPrepared(int kept, int searches) {
    while (meters.get("onesug.prepared").gauge().value() < kept || model.searches() < searches) {
      Thread.onSpinWait();
    }
  }

  private List<String> ask(String typed, int limit) {
    return ask(suggester(10), typed, limit);
  }

  private static List<String> ask(QuerySuggester suggester, String typed, int limit) {
    return suggester.suggest(SuggestRequest.of(typed, limit)).texts();
  }

  private QuerySuggester suggester(int cacheEntries) {
    return suggester(cacheEntries, 0);
  }

  private QuerySuggester suggester(int cacheEntries, int prepared) {
    SuggestSettings settings =
        new SuggestSettings(
            Duration.ofMinutes(1),
            1,
            4,
            Duration.ZERO,
            64,
            false,
            cacheEntries,
            Duration.ofMinutes(1),
            prepared);
    return new QuerySuggester(
        ModelVersions.of(model),
        new Shop(
            UserContextStore.NONE, scope -> rules.inForce(scope, Instant.EPOCH), Trending.NONE),
        settings,
        meters);
  }
}
