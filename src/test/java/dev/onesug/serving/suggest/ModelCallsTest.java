package dev.onesug.serving.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import dev.onesug.serving.suggest.ModelCalls.Question;
import dev.onesug.serving.suggest.ModelCalls.Turn;
import dev.onesug.serving.versions.FakeModel;
import dev.onesug.serving.versions.Lease;
import dev.onesug.serving.versions.ModelVersions;
import dev.onesug.serving.versions.ServedModel;
import dev.onesug.serving.versions.ServedModel.GeneratedQuery;
import dev.onesug.serving.versions.ServedModel.Neighbours;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelCallsTest {
  private static final String RED = "red";
  private static final String BLUE = "blue";

  /** Long enough for the thread to take the call. */
  private static final long SOON_NANOS = Duration.ofSeconds(1).toNanos();

  private static final long WAIT_NANOS = Duration.ofSeconds(20).toNanos();

  private final ModelVersions versions =
      ModelVersions.of(new FakeModel(RED, Instant.EPOCH), new FakeModel(BLUE, Instant.EPOCH));

  private final List<List<String>> batches = new CopyOnWriteArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private final ExecutorService clients = Executors.newCachedThreadPool();
  private final ModelCalls calls = new ModelCalls(settings(Duration.ZERO), this::generate);

  @AfterEach
  void close() {
    clients.shutdownNow();
    calls.close();
  }

  private static SuggestSettings settings(Duration batchWait) {
    return new SuggestSettings(
        Duration.ofSeconds(20), 1, 3, batchWait, 20, false, 0, Duration.ZERO, 0);
  }

  /** Answers with the typed text, once it may. "bad" is an error for all that stand beside it. */
  private List<Generation> generate(ServedModel model, List<Turn> turns) {
    batches.add(turns.stream().map(turn -> turn.prefix().text()).toList());
    await(release);
    if (turns.stream().anyMatch(turn -> turn.prefix().text().equals("bad"))) {
      throw new IllegalStateException("bad");
    }
    return turns.stream().map(turn -> generation(model, turn)).toList();
  }

  private static Generation generation(ServedModel model, Turn turn) {
    String text = model.version() + " " + turn.prefix().text();
    return new Generation(
        Neighbours.NONE, new int[0], List.of(new GeneratedQuery(text, -1)), Map.of());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks, and waits until the only thread is busy with it: what comes later has to wait. */
  private Future<Generation> occupy(String version, String typed) {
    Future<Generation> answer = submit(version, typed, null);
    while (batches.isEmpty()) {
      Thread.onSpinWait();
    }
    return answer;
  }

  /** Asks while the thread is busy, and waits until what was asked stands last in the queue. */
  private Future<Generation> ask(String version, String typed) {
    int before = calls.waiting();
    Future<Generation> answer = submit(version, typed, null);
    while (calls.waiting() == before) {
      Thread.onSpinWait();
    }
    return answer;
  }

  private Future<Generation> submit(String version, String typed, ClientTurn turn) {
    return clients.submit(() -> call(calls, version, typed, turn));
  }

  private Generation call(ModelCalls to, String version, String typed, ClientTurn turn)
      throws NoAnswerException {
    try (Lease lease = versions.pick(version)) {
      return to.call(lease, question(lease, typed, turn, WAIT_NANOS));
    }
  }

  private static String text(Future<Generation> answer) throws Exception {
    return answer.get().queries().get(0).text();
  }

  @Test
  void call_whatWaits_isTakenTogetherUpToABatch() throws Exception {
    Future<Generation> alone = occupy(RED, "a");
    List<Future<Generation>> waiting =
        List.of(ask(RED, "b"), ask(RED, "c"), ask(RED, "d"), ask(RED, "e"));
    release.countDown();

    assertThat(text(alone)).isEqualTo("red a");
    assertThat(text(waiting.get(2))).isEqualTo("red d");
    assertThat(text(waiting.get(3))).isEqualTo("red e");
    assertThat(batches).containsExactly(List.of("a"), List.of("b", "c", "d"), List.of("e"));
  }

  @Test
  void call_otherModel_isNotInTheBatch() throws Exception {
    Future<Generation> alone = occupy(RED, "a");
    List<Future<Generation>> waiting = List.of(ask(RED, "b"), ask(BLUE, "c"), ask(RED, "d"));
    release.countDown();

    assertThat(text(alone)).isEqualTo("red a");
    assertThat(text(waiting.get(1))).isEqualTo("blue c");
    assertThat(text(waiting.get(2))).isEqualTo("red d");
    assertThat(batches).containsExactly(List.of("a"), List.of("b"), List.of("c"), List.of("d"));
  }

  /** However the waiting ends, every call is answered, also the other model's that ends it. */
  @Test
  void call_threadWaitsForABatch_everyCallIsAnswered() throws Exception {
    release.countDown();
    try (ModelCalls waiting = new ModelCalls(settings(Duration.ofMillis(2)), this::generate)) {
      List<Future<Generation>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String version = i % 5 == 0 ? BLUE : RED;
        String typed = "p" + i;
        answers.add(clients.submit(() -> call(waiting, version, typed, null)));
      }

      for (int i = 0; i < 20; i++) {
        assertThat(text(answers.get(i))).isEqualTo((i % 5 == 0 ? "blue p" : "red p") + i);
      }
    }
    assertThat(batches).allMatch(batch -> batch.size() <= 3);
  }

  @Test
  void call_oneOfABatchFails_theOthersAreAnswered() throws Exception {
    Future<Generation> alone = occupy(RED, "a");
    List<Future<Generation>> waiting = List.of(ask(RED, "b"), ask(RED, "bad"), ask(RED, "d"));
    release.countDown();

    assertThat(text(alone)).isEqualTo("red a");
    assertThat(text(waiting.get(0))).isEqualTo("red b");
    assertThat(text(waiting.get(2))).isEqualTo("red d");
    assertThatThrownBy(() -> waiting.get(1).get())
        .hasCauseInstanceOf(NoAnswerException.class)
        .hasMessageContaining("model-failure");
  }

  @Test
  void call_newerKeystrokeOfTheSameBox_takesTheOlderOutOfTheQueue() throws Exception {
    Future<Generation> alone = occupy(RED, "a");
    Future<Generation> older = submit(RED, "m", new ClientTurn("box", 1));
    waitUntil(() -> calls.waiting() == 1);
    Future<Generation> other = submit(RED, "k", new ClientTurn("other box", 1));
    waitUntil(() -> calls.waiting() == 2);
    Future<Generation> newer = submit(RED, "mo", new ClientTurn("box", 2));

    assertThatThrownBy(older::get).hasMessageContaining("superseded");
    release.countDown();
    assertThat(text(alone)).isEqualTo("red a");
    assertThat(text(other)).isEqualTo("red k");
    assertThat(text(newer)).isEqualTo("red mo");
    assertThat(batches).noneMatch(batch -> batch.contains("m"));
  }

  @Test
  void call_olderKeystrokeComesLater_isNotWorkedOn() throws Exception {
    Future<Generation> alone = occupy(RED, "a");
    Future<Generation> newer = submit(RED, "mo", new ClientTurn("box", 2));
    waitUntil(() -> calls.waiting() == 1);

    assertThatThrownBy(() -> call(calls, RED, "m", new ClientTurn("box", 1)))
        .isInstanceOf(NoAnswerException.class)
        .hasMessage("superseded");
    release.countDown();
    assertThat(text(alone)).isEqualTo("red a");
    assertThat(text(newer)).isEqualTo("red mo");
  }

  @Test
  void call_underWay_isNotSuperseded() throws Exception {
    Future<Generation> underWay = submit(RED, "m", new ClientTurn("box", 1));
    waitUntil(() -> !batches.isEmpty());
    Future<Generation> newer = submit(RED, "mo", new ClientTurn("box", 2));
    waitUntil(() -> calls.waiting() == 1);
    release.countDown();

    assertThat(text(underWay)).isEqualTo("red m");
    assertThat(text(newer)).isEqualTo("red mo");
  }

  @Test
  void call_deadline_endsTheWaitButHoldsVersionAndPlaceUntilTheWorkEnds() throws Exception {
    FakeModel passing = new FakeModel("passing", Instant.EPOCH);
    versions.add(passing);
    Future<Generation> late =
        clients.submit(
            () -> {
              try (Lease lease = versions.pick("passing")) {
                return calls.call(lease, question(lease, "a", null, SOON_NANOS));
              }
            });
    assertThatThrownBy(late::get).hasMessageContaining("deadline");
    versions.retire("passing", "red");
    assertThat(calls.abandoned()).isEqualTo(1);
    assertThat(passing.isClosed()).isFalse();
    assertThat(calls.inFlight()).isEqualTo(1);

    release.countDown();
    waitUntil(() -> calls.inFlight() == 0 && passing.isClosed());
  }

  @Test
  void call_moreThanThePlaces_isOverload() throws Exception {
    SuggestSettings few =
        new SuggestSettings(
            Duration.ofSeconds(20), 1, 1, Duration.ZERO, 1, false, 0, Duration.ZERO, 0);
    try (ModelCalls small = new ModelCalls(few, this::generate)) {
      Future<Generation> worked = clients.submit(() -> call(small, RED, "a", null));
      waitUntil(() -> !batches.isEmpty());
      Future<Generation> waiting = clients.submit(() -> call(small, RED, "b", null));
      waitUntil(() -> small.waiting() == 1);

      assertThatThrownBy(() -> call(small, RED, "c", null)).hasMessage("overload");
      release.countDown();
      assertThat(text(worked)).isEqualTo("red a");
      assertThat(text(waiting)).isEqualTo("red b");
    }
  }

  private static Question question(Lease lease, String typed, ClientTurn turn, long waitNanos) {
    return new Question(lease.model(), new Prefix(typed), UserContext.ANONYMOUS, turn, waitNanos);
  }

  private static void waitUntil(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
