package dev.onesug.serving.versions;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The deployment that is in force and those before it, to which an operator can go back. It never
 * changes: each change makes another one. This is what {@code deployment.json} holds.
 *
 * @param current the one in force
 * @param earlier the ones before, the last one first
 */
record DeploymentHistory(
    Deployment current, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Deployment> earlier) {
  private static final int REMEMBERED = 10;

  DeploymentHistory {
    Objects.requireNonNull(current, "current: absent (expected: a deployment)");
    earlier = earlier == null ? List.of() : List.copyOf(earlier);
  }

  /** Another one is in force; the one before is not remembered. */
  DeploymentHistory with(Deployment now) {
    return new DeploymentHistory(now, earlier);
  }

  /**
   * Another one is in force. What is retired stays so, whatever the successors of what is wanted.
   *
   * @param left what is remembered of the one before
   */
  DeploymentHistory then(Deployment wanted, Deployment left) {
    List<Deployment> before = new ArrayList<>(List.of(left));
    before.addAll(earlier);
    return new DeploymentHistory(
        wanted.withSuccessors(current.successors()),
        before.subList(0, Math.min(REMEMBERED, before.size())));
  }

  /**
   * The last one before is in force again. What is retired stays so.
   *
   * @throws IllegalArgumentException if there is none before
   */
  DeploymentHistory back() {
    if (earlier.isEmpty()) {
      throw new IllegalArgumentException("deployment: the first (expected: one before it)");
    }
    return new DeploymentHistory(
        earlier.get(0).withSuccessors(current.successors()), earlier.subList(1, earlier.size()));
  }
}
