package dev.onesug.serving.suggest;

import dev.onesug.serving.suggest.ModelCalls.Question;
import dev.onesug.serving.suggest.ModelCalls.Turn;
import dev.onesug.serving.versions.Lease;
import dev.onesug.serving.versions.ServedModel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One keystroke on its way through the model. It holds its version and its place among the calls
 * until the work has ended, which may be after everybody has stopped waiting for it.
 */
final class ModelCall {
  private final Lease version;
  private final Admission.Place place;
  private final Question question;
  private final long submittedNanos = System.nanoTime();
  private final CompletableFuture<Generation> answer = new CompletableFuture<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile long takenNanos = submittedNanos;

  /**
   * Makes a call that nobody works on yet.
   *
   * @param version let go at the end
   * @param place given back at the end
   */
  ModelCall(Lease version, Admission.Place place, Question question) {
    this.version = version;
    this.place = place;
    this.question = question;
  }

  /** How the work on a call ended, as far as it tells how much the machine can do. */
  enum End {
    /** In time: the machine may be able to do more. */
    ANSWERED,
    /** Nobody waits any more: there was too much to do. */
    LATE,
    /** It says nothing of what the machine can do. */
    IGNORED
  }

  ServedModel model() {
    return question.model();
  }

  /** The thread that takes it begins to work on it. */
  Turn turn(long nowNanos) {
    takenNanos = nowNanos;
    return new Turn(question.prefix(), question.user(), nowNanos - submittedNanos);
  }

  /** Waits for the answer. */
  Generation await(long nanos) throws TimeoutException, InterruptedException, ExecutionException {
    return answer.get(nanos, TimeUnit.NANOSECONDS);
  }

  void answer(Generation generation) {
    answer.complete(generation);
  }

  void fail(Throwable reason) {
    answer.completeExceptionally(reason);
  }

  /** Nobody waits any more. */
  boolean isDone() {
    return answer.isDone();
  }

  /** Lets go of version and place; only the first end counts. */
  void end(End how) {
    if (!ended.getAndSet(true)) {
      report(how);
      version.close();
    }
  }

  private void report(End how) {
    switch (how) {
      case ANSWERED -> place.answered(takenNanos - submittedNanos, System.nanoTime() - takenNanos);
      case LATE -> place.late();
      case IGNORED -> place.ignored();
    }
  }
}
