package dev.onesug.serving.suggest;

import dev.onesug.model.seq2seq.UserContext;
import dev.onesug.model.text.Prefix;
import dev.onesug.serving.suggest.ModelCall.End;
import dev.onesug.serving.versions.Lease;
import dev.onesug.serving.versions.ServedModel;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a keystroke through the model: it is admitted or not, it gives way to a newer one of
 * the same search box, and it waits no longer than its deadline. Native work cannot be interrupted:
 * at the deadline it is abandoned, not stopped.
 */
final class ModelCalls implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelCalls.class);

  /** What the model does for keystrokes of one batch. */
  @FunctionalInterface
  interface Work {

    /** A generation for each turn, in their order. */
    List<Generation> generate(ServedModel model, List<Turn> turns);
  }

  /**
   * A keystroke whose turn it is.
   *
   * @param waitedNanos that it waited for it
   */
  record Turn(Prefix prefix, UserContext user, long waitedNanos) {}

  /**
   * What the model is asked.
   *
   * @param model the version of the lease, under rules or not
   * @param turn which keystroke of its search box it is; null where that is not known
   * @param waitNanos longest time to wait
   */
  record Question(
      ServedModel model,
      Prefix prefix,
      UserContext user,
      @Nullable ClientTurn turn,
      long waitNanos) {

    /** The same, asked of another version and in no hurry of a search box. */
    Question askedOf(ServedModel other) {
      return new Question(other, prefix, user, null, waitNanos);
    }
  }

  private final ModelThreads threads;
  private final Admission admission;
  private final NewestTurns newest = new NewestTurns();
  private final AtomicLong abandoned = new AtomicLong();

  ModelCalls(SuggestSettings settings, Work work) {
    threads = new ModelThreads(settings, work);
    admission = new Admission(settings);
  }

  /**
   * Waits for a generation.
   *
   * @param version held until the work has ended, which may be later
   * @throws NoAnswerException if it failed, was late, was not admitted, or a newer keystroke came
   */
  Generation call(Lease version, Question question) throws NoAnswerException {
    ClientTurn turn = question.turn;
    if (turn != null) {
      giveWay(turn);
    }
    Admission.Place place = admission.place();
    if (place == null) {
      throw new NoAnswerException(Degradation.OVERLOAD);
    }
    ModelCall call = new ModelCall(version.again(), place, question);
    threads.submit(call);
    if (turn == null) {
      return await(call, question.waitNanos);
    }
    newest.enter(turn, call);
    try {
      return await(call, question.waitNanos);
    } finally {
      newest.leave(turn, call);
    }
  }

  /** The newest keystroke of a search box takes the others of it out of the queue. */
  private void giveWay(ClientTurn turn) throws NoAnswerException {
    if (newest.isOutdated(turn)) {
      throw new NoAnswerException(Degradation.SUPERSEDED);
    }
    ModelCall older = newest.takeOlder(turn);
    if (older != null && threads.withdraw(older)) {
      older.end(End.IGNORED);
      older.fail(new NoAnswerException(Degradation.SUPERSEDED));
    }
  }

  private Generation await(ModelCall call, long nanos) throws NoAnswerException {
    try {
      return call.await(nanos);
    } catch (TimeoutException e) {
      giveUp(call);
      throw new NoAnswerException(Degradation.DEADLINE);
    } catch (InterruptedException e) {
      giveUp(call);
      Thread.currentThread().interrupt();
      throw new NoAnswerException(Degradation.DEADLINE);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NoAnswerException reason) {
        throw reason;
      }
      LOG.warn("The model failed; popular completions answer", WordlessFault.of(e));
      throw new NoAnswerException(Degradation.MODEL_FAILURE);
    }
  }

  /** Takes waiting work out of the queue; work under way runs on, for nobody. */
  private void giveUp(ModelCall call) {
    call.fail(new NoAnswerException(Degradation.DEADLINE));
    if (threads.withdraw(call)) {
      call.end(End.LATE);
    } else {
      abandoned.incrementAndGet();
    }
  }

  /** How often work that was under way lost its reader. */
  long abandoned() {
    return abandoned.get();
  }

  /** Whether a keystroke that comes now would not wait. */
  boolean isIdle() {
    return threads.isIdle();
  }

  /** Whether the model has nothing to do. */
  boolean isUnused() {
    return admission.inFlight() == 0;
  }

  int waiting() {
    return threads.waiting();
  }

  /** Calls that wait or are worked on. */
  int inFlight() {
    return admission.inFlight();
  }

  /** The most calls at once, as it is now. */
  int limit() {
    return admission.limit();
  }

  @Override
  public void close() {
    threads.close();
  }
}
