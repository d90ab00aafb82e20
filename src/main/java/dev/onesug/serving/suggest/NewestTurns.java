package dev.onesug.serving.suggest;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Of every search box of which a keystroke waits for the model, the newest one: nobody reads the
 * answer to an older one.
 */
final class NewestTurns {
  private final ConcurrentMap<String, Waiting> waiting = new ConcurrentHashMap<>();

  private record Waiting(long seq, ModelCall call) {}

  /** Whether a newer keystroke of the same box waits already. */
  boolean isOutdated(ClientTurn turn) {
    Waiting other = waiting.get(turn.clientId());
    return other != null && other.seq > turn.seq();
  }

  /** The older keystroke of the same box that waits; it is forgotten here. */
  @Nullable ModelCall takeOlder(ClientTurn turn) {
    Waiting other = waiting.get(turn.clientId());
    if (other == null || other.seq > turn.seq()) {
      return null;
    }
    return waiting.remove(turn.clientId(), other) ? other.call : null;
  }

  /** A keystroke waits from now on. */
  void enter(ClientTurn turn, ModelCall call) {
    waiting.merge(
        turn.clientId(),
        new Waiting(turn.seq(), call),
        (old, fresh) -> old.seq > fresh.seq ? old : fresh);
  }

  /** A keystroke waits no more. */
  void leave(ClientTurn turn, ModelCall call) {
    waiting.remove(turn.clientId(), new Waiting(turn.seq(), call));
  }
}
