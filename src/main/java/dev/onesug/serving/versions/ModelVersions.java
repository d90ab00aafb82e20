package dev.onesug.serving.versions;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The model versions that are resident, and which of them answers whom. Everything that a request
 * asks is in one state that changes as a whole; a version is closed when the last request that it
 * answers has finished. Many threads ask while one changes.
 */
public final class ModelVersions implements AutoCloseable {
  private static final int REMEMBERED = 10;

  private final Map<String, String> refused = new ConcurrentSkipListMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Deque<Deployment> earlier = new ArrayDeque<>();
  private volatile State state;
  private boolean settled;

  /**
   * What a request sees.
   *
   * @param preferred answers where the deployment says nothing; null before anything is loaded
   */
  private record State(
      Map<String, Resident> residents, Deployment deployment, @Nullable Resident preferred) {}

  /**
   * Makes an empty set.
   *
   * @param deployment which version answers whom, as far as it is there
   */
  public ModelVersions(Deployment deployment) {
    this.state = new State(Map.of(), deployment, null);
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
      Lease lease = requested == null ? standard(state, userId) : named(state, requested);
      if (lease != null) {
        return lease;
      }
      // It was retired while we looked; the state that we see next does not have it.
    }
  }

  /** The default version, or what {@code requested} names, for nobody in particular. */
  public Lease pick(@Nullable String requested) {
    return pick(requested, null);
  }

  /** The version that answers in the background; null if there is none. */
  public @Nullable Lease shadow() {
    State now = state;
    String shadow = now.deployment.shadow();
    Resident resident = shadow == null ? null : resident(now, shadow);
    return resident == null ? null : Lease.of(resident, null);
  }

  private static @Nullable Lease standard(State now, @Nullable String userId) {
    String share = userId == null ? null : now.deployment.forUser(userId);
    Resident resident = share == null ? null : now.residents.get(share);
    if (resident == null) {
      resident = now.preferred;
    }
    if (resident == null) {
      throw new NotReadyException();
    }
    return Lease.of(resident, null);
  }

  private static @Nullable Lease named(State now, String requested) {
    if (now.preferred == null) {
      throw new NotReadyException();
    }
    Resident resident = resident(now, requested);
    if (resident != null) {
      return Lease.of(resident, null);
    }
    String successor = now.deployment.successorOf(requested);
    Resident next = successor == null ? null : now.residents.get(successor);
    if (next == null) {
      throw new UnknownVersionException(requested, names(now));
    }
    return Lease.of(next, requested);
  }

  private static @Nullable Resident resident(State now, String name) {
    return now.residents.get(now.deployment.resolved(name));
  }

  /**
   * Adds a version that is loaded and warm. It answers who names it; nobody else before the
   * deployment says so, unless there is nothing else.
   *
   * @throws IllegalArgumentException if there is one of this name
   */
  public synchronized void add(ServedModel model) {
    if (state.residents.containsKey(model.version())) {
      throw new IllegalArgumentException(
          "version: " + model.version() + " (expected: one that is not loaded)");
    }
    Map<String, Resident> residents = new TreeMap<>(state.residents);
    residents.put(model.version(), new Resident(model, Instant.now()));
    refused.remove(model.version());
    change(residents, state.deployment.withoutSuccessorOf(model.version()));
  }

  /** The first versions are loaded: the default does not change any more because one is newer. */
  public synchronized void settle() {
    settled = true;
  }

  /** Remembers why a version was not loaded. */
  public void refuse(String version, String reason) {
    refused.put(version, reason);
  }

  /** Forgets that a version was refused. */
  public void forgive(String version) {
    refused.remove(version);
  }

  /**
   * Changes who is answered by which version, at once and as a whole. What is retired stays so,
   * whatever the successors of what is wanted.
   *
   * @throws IllegalArgumentException if it names a version that is not loaded
   */
  public synchronized void deploy(Deployment wanted) {
    requireResident(wanted);
    Deployment next = wanted.withSuccessors(state.deployment.successors());
    if (!next.equals(state.deployment)) {
      earlier.push(effective());
      while (earlier.size() > REMEMBERED) {
        earlier.removeLast();
      }
      change(state.residents, next);
    }
  }

  /**
   * Goes back to the deployment before this one.
   *
   * @throws IllegalArgumentException if there was none, or it needs a version that is not loaded
   */
  public synchronized void rollBack() {
    Deployment before = earlier.peek();
    if (before == null) {
      throw new IllegalArgumentException("deployment: the first (expected: one before it)");
    }
    requireResident(before);
    earlier.pop();
    change(state.residents, before.withSuccessors(state.deployment.successors()));
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
    Resident leaving = state.residents.get(version);
    if (leaving == null) {
      throw new IllegalArgumentException(
          "version: " + version + " (expected: one of " + names() + ")");
    }
    if (leaving == state.preferred || state.deployment.versions().contains(version)) {
      throw new IllegalArgumentException(
          "version: " + version + " (expected: one that the deployment does not name)");
    }
    Resident next = successor == null ? state.preferred : resident(state, successor);
    if (next == null || next == leaving) {
      throw new IllegalArgumentException(
          "successor: " + successor + " (expected: another version that is loaded)");
    }
    Map<String, Resident> residents = new TreeMap<>(state.residents);
    residents.remove(version);
    change(residents, state.deployment.withSuccessor(version, next.model().version()));
    leaving.release();
  }

  /** Runs a task after every change, in the thread that changes. */
  public void whenChanged(Runnable task) {
    listeners.add(task);
  }

  public boolean isReady() {
    return state.preferred != null;
  }

  /** Names of the loaded versions, in alphabetical order. */
  public List<String> names() {
    return names(state);
  }

  /** The loaded versions. Only who holds a lease of one may ask it to do anything. */
  Collection<ServedModel> models() {
    return state.residents.values().stream().map(Resident::model).toList();
  }

  /** Names of the versions whose answers are shown to who names none. */
  public Set<String> answering() {
    return effective().answering();
  }

  /** When each loaded version was added. */
  public Map<String, Instant> loadedSince() {
    Map<String, Instant> since = new TreeMap<>();
    state.residents.forEach((name, resident) -> since.put(name, resident.since()));
    return since;
  }

  /** The deployment; its default is the version that really is the default, if there is one. */
  public Deployment effective() {
    State now = state;
    return now.preferred == null
        ? now.deployment
        : now.deployment.withDefault(now.preferred.model().version());
  }

  /** The deployment as it was asked for. */
  public Deployment deployment() {
    return state.deployment;
  }

  /** The deployments before this one, the last one first. */
  public synchronized List<Deployment> earlier() {
    return List.copyOf(earlier);
  }

  /** Takes over what was remembered elsewhere. */
  synchronized void restore(Deployment wanted, List<Deployment> before) {
    earlier.clear();
    earlier.addAll(before);
    change(state.residents, wanted);
  }

  /** Version to reason, for every one that was refused. */
  public Map<String, String> refused() {
    return new TreeMap<>(refused);
  }

  @Override
  public synchronized void close() {
    Map<String, Resident> residents = state.residents;
    state = new State(Map.of(), state.deployment, null);
    residents.values().forEach(Resident::release);
  }

  private void change(Map<String, Resident> residents, Deployment deployment) {
    state = new State(residents, deployment, preferred(residents, deployment));
    listeners.forEach(Runnable::run);
  }

  private @Nullable Resident preferred(Map<String, Resident> residents, Deployment deployment) {
    String wanted = deployment.defaultVersion();
    Resident configured = wanted == null ? null : residents.get(deployment.resolved(wanted));
    if (configured != null) {
      return configured;
    }
    Resident present = state.preferred;
    if (settled && present != null && residents.containsValue(present)) {
      return present;
    }
    return residents.values().stream()
        .max(Comparator.comparing(resident -> resident.model().created()))
        .orElse(null);
  }

  void requireResident(Deployment wanted) {
    for (String version : wanted.versions()) {
      if (!state.residents.containsKey(version)) {
        throw new IllegalArgumentException(
            "version: " + version + " (expected: one of " + String.join(", ", names()) + ")");
      }
    }
    for (String alias : wanted.aliases().keySet()) {
      if (state.residents.containsKey(alias)) {
        throw new IllegalArgumentException(
            "alias: " + alias + " (expected: a name that no version has)");
      }
    }
  }

  private static List<String> names(State now) {
    return List.copyOf(now.residents.keySet());
  }
}
