package dev.onesug.serving.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.feedback.Action;
import dev.onesug.model.feedback.Actor;
import dev.onesug.model.feedback.EventAttributes;
import dev.onesug.model.feedback.FeedbackEvent;
import dev.onesug.serving.feedback.FeedbackRefusedException.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeedbackIntakeTest {
  @TempDir Path folder;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FakeDisk disk = new FakeDisk();
  private final List<String> heard = new ArrayList<>();
  private FeedbackIntake intake;

  @AfterEach
  void close() {
    disk.gate.countDown();
    intake.close();
  }

  @ParameterizedTest
  @EnumSource(Fsync.class)
  void accept_acknowledged_isInTheFileAtOnce(Fsync fsync) throws Exception {
    intake = onDisk(fsync);

    accept(Events.search("e1", "lamp"), Events.search("e2", "手机"));

    assertThat(Events.stored(folder)).containsExactly("e1", "e2");
    assertThat(heard).containsExactly("lamp", "手机");
    assertThat(events("search", "accepted")).isEqualTo(2);
  }

  @Test
  void accept_fsyncAlways_isForcedBeforeItIsAcknowledged() throws Exception {
    intake = inMemory(Fsync.ALWAYS);

    accept(Events.search("e1", "lamp"));

    assertThat(disk.segments.get(0).forced).isEqualTo(disk.texts().get(0).length());
  }

  @Test
  void close_fsyncInterval_isForced() throws Exception {
    intake = inMemory(Fsync.INTERVAL);
    accept(Events.search("e1", "lamp"));

    intake.close();

    assertThat(disk.segments.get(0).forced).isEqualTo(disk.texts().get(0).length());
    assertThat(disk.segments.get(0).closed).isTrue();
    assertRefused(Reason.UNWRITABLE, Events.search("e2", "lamp"));
  }

  @Test
  void accept_sameIdAgain_takenButNeitherWrittenNorHeardTwice() throws Exception {
    intake = onDisk(Fsync.NEVER);

    accept(Events.search("e1", "lamp"), Events.search("e1", "lamp"));
    accept(Events.search("e1", "lamp"), Events.search("e2", "desk"));

    assertThat(Events.stored(folder)).containsExactly("e1", "e2");
    assertThat(heard).containsExactly("lamp", "desk");
    assertThat(events("search", "duplicate")).isEqualTo(2);
  }

  @Test
  void accept_sameIdWhileTheFirstIsWritten_acknowledgedWithIt() throws Exception {
    disk.gate = new CountDownLatch(1);
    intake = inMemory(Fsync.ALWAYS);
    CompletableFuture<Void> first = intake.accept(List.of(Events.search("e1", "lamp")));
    CompletableFuture<Void> second = intake.accept(List.of(Events.search("e1", "lamp")));
    assertThat(second).isNotDone();

    disk.gate.countDown();
    CompletableFuture.allOf(first, second).get(10, TimeUnit.SECONDS);

    assertThat(disk.texts().get(0)).containsOnlyOnce("e1");
  }

  @Test
  void accept_onlySearches_areHeard() throws Exception {
    intake = onDisk(Fsync.NEVER);
    FeedbackEvent click =
        new FeedbackEvent(
            "e1",
            Action.CLICK,
            Events.NOON,
            Actor.ofClient("c"),
            "r",
            "la",
            new EventAttributes("lamp", 1, List.of(), null, null, null, null, null, null));

    accept(click, Events.search("e2", " Desk  Lamp"));

    assertThat(heard).containsExactly("desk lamp");
    assertThat(Events.stored(folder)).containsExactly("e1", "e2");
  }

  @Test
  void accept_listenerFails_isAcceptedAndCounted() throws Exception {
    intake =
        new FeedbackIntake(
            Events.settings(folder, Fsync.NEVER),
            List.of(
                search -> {
                  throw new IllegalStateException("broken");
                },
                search -> heard.add(search.query())),
            meters);

    accept(Events.search("e1", "lamp"));

    assertThat(heard).containsExactly("lamp");
    assertThat(meters.get("onesug.feedback.unheard").counter().count()).isEqualTo(1);
  }

  @Test
  void accept_queueIsFull_refusedAndTheSameEventIsTakenLater() throws Exception {
    disk.gate = new CountDownLatch(1);
    intake = inMemory(Fsync.NEVER);
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    int[] next = {0};
    Reason refusal = null;
    while (refusal == null) {
      CompletableFuture<Void> written = intake.accept(hundred(next[0]++));
      refusal = written.isCompletedExceptionally() ? reason(written) : null;
      if (refusal == null) {
        waiting.add(written);
      }
    }
    assertThat(refusal).isEqualTo(Reason.QUEUE_FULL);
    assertThat(meters.get("onesug.feedback.queue.bytes").gauge().value())
        .isBetween(900_000.0, 1_048_576.0);
    assertThat(events("search", "queue-full")).isEqualTo(100);

    disk.gate.countDown();
    CompletableFuture.allOf(waiting.toArray(CompletableFuture<?>[]::new)).get(10, TimeUnit.SECONDS);
    accept(hundred(next[0] - 1).toArray(FeedbackEvent[]::new));

    assertThat(events("search", "accepted")).isEqualTo(next[0] * 100.0);
    assertThat(meters.get("onesug.feedback.queue.bytes").gauge().value()).isZero();
  }

  @Test
  void accept_diskIsFull_refusedUntilItIsNot() throws Exception {
    intake = inMemory(Fsync.INTERVAL);
    disk.full = true;
    assertRefused(Reason.UNWRITABLE, Events.search("e1", "lamp"));
    assertThat(events("search", "unwritable")).isEqualTo(1);
    assertThat(heard).isEmpty();

    disk.full = false;
    acceptSooner(Events.search("e1", "lamp"));

    assertThat(heard).containsExactly("lamp");
    assertThat(String.join("", disk.texts())).containsOnlyOnce("e1");
  }

  @Test
  void accept_diskIsUnsure_refused() {
    intake = inMemory(Fsync.ALWAYS);
    disk.unsure = true;

    assertRefused(Reason.UNWRITABLE, Events.search("e1", "lamp"));
    disk.unsure = false;
  }

  @Test
  void accept_folderHoldsAsMuchAsItMay_refused() throws Exception {
    intake = new FeedbackIntake(Events.settings(folder, Fsync.NEVER, 200, 200), List.of(), meters);
    accept(Events.search("e1", "lamp"));

    assertRefused(Reason.STORE_FULL, Events.search("e2", "lamp"));
    assertThat(Events.stored(folder)).containsExactly("e1");
    assertThat(meters.get("onesug.feedback.capacity.bytes").gauge().value()).isEqualTo(200);
  }

  private FeedbackIntake onDisk(Fsync fsync) {
    return new FeedbackIntake(
        Events.settings(folder, fsync), List.of(search -> heard.add(search.query())), meters);
  }

  private FeedbackIntake inMemory(Fsync fsync) {
    return new FeedbackIntake(
        Events.settings(folder, fsync),
        new SegmentFolder(folder, disk),
        List.of(search -> heard.add(search.query())),
        new FeedbackMeters(meters));
  }

  private void accept(FeedbackEvent... events) throws Exception {
    intake.accept(List.of(events)).get(10, TimeUnit.SECONDS);
  }

  /** The disk is left alone for a while after a failure. */
  private void acceptSooner(FeedbackEvent event) throws Exception {
    while (true) {
      try {
        accept(event);
        return;
      } catch (ExecutionException e) {
        Thread.sleep(20);
      }
    }
  }

  private void assertRefused(Reason reason, FeedbackEvent event) {
    assertThatThrownBy(() -> accept(event))
        .hasCauseInstanceOf(FeedbackRefusedException.class)
        .satisfies(
            e -> assertThat(((FeedbackRefusedException) e.getCause()).reason()).isEqualTo(reason));
  }

  private static Reason reason(CompletableFuture<Void> refused) {
    try {
      refused.get();
      throw new AssertionError("not refused");
    } catch (ExecutionException e) {
      return ((FeedbackRefusedException) e.getCause()).reason();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<FeedbackEvent> hundred(int number) {
    return IntStream.range(0, 100)
        .mapToObj(i -> Events.search("e" + number + "-" + i, "desk lamp"))
        .toList();
  }

  private double events(String action, String outcome) {
    return meters
        .get("onesug.feedback.events")
        .tag("action", action)
        .tag("outcome", outcome)
        .counter()
        .count();
  }
}
