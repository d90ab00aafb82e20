package dev.onesug.serving.versions;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model versions that are resident, and which of them answers whom. Everything that a request
 * asks is in one table that is replaced as a whole; a version is closed when the last request that
 * it answers has finished. Many threads ask while one changes.
 */
public final class ModelVersions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelVersions.class);

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Replaced under this object's lock, read without. */
  private volatile VersionTable table;

  /**
   * Makes an empty set.
   *
   * @param deployment which version answers whom, as far as it is there
   */
  public ModelVersions(Deployment deployment) {
    this.table = VersionTable.of(deployment);
  }

  /** A set of versions that are loaded already; the newest answers by default. */
  public static ModelVersions of(ServedModel... models) {
    ModelVersions versions = new ModelVersions(Deployment.NEWEST);
    for (ServedModel model : models) {
      versions.add(model);
    }
    return versions;
  }

  /**
   * The version for a request, to be let go by the caller.
   *
   * @param requested a version or an alias; null for what the deployment says
   * @param userId by whom the users are split; null for somebody unknown, whom the default answers
   * @throws UnknownVersionException if what is requested is neither there nor has a successor
   * @throws NotReadyException if nothing is loaded
   */
  public Lease pick(@Nullable String requested, @Nullable String userId) {
    while (true) {
      Lease lease = table.pick(requested, userId);
      if (lease != null) {
        return lease;
      }
      // It was retired while we looked; the table that we see next does not have it.
    }
  }

  /** The default version, or what {@code requested} names, for nobody in particular. */
  public Lease pick(@Nullable String requested) {
    return pick(requested, null);
  }

  /** The version that answers in the background; null if there is none. */
  public @Nullable Lease shadow() {
    return table.shadow();
  }

  /** Names of the loaded versions, in alphabetical order. */
  public List<String> names() {
    return table.names();
  }

  /** Names of the loaded versions whose answers are shown to who names none. */
  public Set<String> answering() {
    VersionTable now = table;
    Set<String> answering = new TreeSet<>(now.effective().answering());
    answering.retainAll(now.residents().keySet());
    return answering;
  }

  /** What is resident and who answers whom, as it is now. */
  VersionTable now() {
    return table;
  }

  /**
   * Adds a version that is loaded and warm. It answers who names it; nobody else before the
   * deployment says so, unless there is nothing else.
   *
   * @throws IllegalArgumentException if there is one of this name
   */
  public synchronized void add(ServedModel model) {
    VersionTable now = table;
    if (now.residents().containsKey(model.version())) {
      throw new IllegalArgumentException(
          "version: " + model.version() + " (expected: one that is not loaded)");
    }
    change(now.with(new Resident(model, Instant.now())));
  }

  /** The first versions are loaded: the default does not change any more because one is newer. */
  synchronized void settle() {
    table = table.settle();
  }

  /**
   * Changes who is answered by which version, at once and as a whole. What is retired stays so,
   * whatever the successors of what is wanted.
   *
   * @throws IllegalArgumentException if it names a version that is not loaded
   */
  public synchronized void deploy(Deployment wanted) {
    deploy(before -> wanted);
  }

  /**
   * As {@link #deploy(Deployment)}, made of the one that is in force. Its default is the one that
   * was asked for, which may be an alias, and where none was the version that really is the
   * default.
   */
  synchronized void deploy(UnaryOperator<Deployment> change) {
    VersionTable now = table;
    boolean named = now.deployment().defaultVersion() != null;
    Deployment wanted = change.apply(named ? now.deployment() : now.effective());
    now.requireResident(wanted);
    DeploymentHistory next = now.history().then(wanted, now.effective());
    if (!next.current().equals(now.deployment())) {
      change(now.under(next));
    }
  }

  /**
   * Goes back to the deployment before this one.
   *
   * @throws IllegalArgumentException if there was none, or it needs a version that is not loaded
   */
  public synchronized void rollBack() {
    VersionTable now = table;
    DeploymentHistory before = now.history().back();
    now.requireResident(before.current());
    change(now.under(before));
  }

  /**
   * Takes over what was remembered elsewhere. What is retired there is retired here, too, unless it
   * is needed here.
   */
  synchronized void restore(DeploymentHistory remembered) {
    VersionTable next = table.under(remembered);
    List<Resident> leaving = next.retired();
    change(next.without(leaving));
    leaving.forEach(Resident::release);
  }

  /**
   * Takes a version away. Requests that it answers finish; who names it from now on is answered by
   * its successor.
   *
   * @param successor a loaded version; null for the default
   * @throws IllegalArgumentException if the version is not there, the deployment needs it, or the
   *     successor is not there
   */
  public synchronized void retire(String version, @Nullable String successor) {
    VersionTable now = table;
    Resident leaving = now.residents().get(version);
    if (leaving == null) {
      throw new IllegalArgumentException(
          "version: " + version + " (expected: one of " + now.names() + ")");
    }
    if (leaving == now.preferred() || now.deployment().versions().contains(version)) {
      throw new IllegalArgumentException(
          "version: " + version + " (expected: one that the deployment does not name)");
    }
    Resident next = successor == null ? now.preferred() : now.find(successor);
    if (next == null || next == leaving) {
      throw new IllegalArgumentException(
          "successor: " + successor + " (expected: another version that is loaded)");
    }
    change(now.without(leaving, next));
    leaving.release();
  }

  /** Runs a task after every change, in the thread that changes. */
  public void whenChanged(Runnable task) {
    listeners.add(task);
  }

  /** A listener that fails does not undo the change, nor does it keep the others from hearing. */
  private void change(VersionTable next) {
    table = next;
    for (Runnable listener : listeners) {
      try {
        listener.run();
      } catch (RuntimeException e) {
        LOG.error("A change of the versions was not followed everywhere", e);
      }
    }
  }

  @Override
  public synchronized void close() {
    VersionTable last = table;
    table = last.emptied();
    last.residents().values().forEach(Resident::release);
  }
}
