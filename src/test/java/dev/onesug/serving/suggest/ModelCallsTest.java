package dev.onesug.serving.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import dev.onesug.serving.suggest.ModelCalls.NoAnswerException;
import dev.onesug.serving.suggest.ModelCalls.Turn;
import dev.onesug.serving.versions.FakeModel;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelCallsTest {
  private static final ServedModel RED = new FakeModel("red", Instant.EPOCH);
  private static final ServedModel BLUE = new FakeModel("blue", Instant.EPOCH);

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
    return new SuggestSettings(Duration.ofSeconds(20), 1, 3, batchWait, 20, 0, Duration.ZERO, 0);
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
  private Future<Generation> occupy(ServedModel model, String typed) {
    Future<Generation> answer = submit(model, typed);
    while (batches.isEmpty()) {
      Thread.onSpinWait();
    }
    return answer;
  }

  /** Asks while the thread is busy, and waits until what was asked stands last in the queue. */
  private Future<Generation> ask(ServedModel model, String typed) {
    int before = calls.waiting();
    Future<Generation> answer = submit(model, typed);
    while (calls.waiting() == before) {
      Thread.onSpinWait();
    }
    return answer;
  }

  private Future<Generation> submit(ServedModel model, String typed) {
    return clients.submit(() -> calls.call(model, new Prefix(typed), UserContext.ANONYMOUS));
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
        ServedModel model = i % 5 == 0 ? BLUE : RED;
        Prefix prefix = new Prefix("p" + i);
        answers.add(clients.submit(() -> waiting.call(model, prefix, UserContext.ANONYMOUS)));
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
}
