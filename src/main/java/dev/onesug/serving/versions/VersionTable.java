package dev.onesug.serving.versions;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which versions are resident and which of them answers whom, at one moment: all that a request
 * sees of them. It never changes: each change makes another one.
 *
 * @param residents by name, in alphabetical order
 * @param history who answers whom, and how an operator goes back
 * @param preferred answers where the deployment says nothing; null before anything is loaded
 * @param settled whether the preferred one stays so although a newer one comes
 */
record VersionTable(
    Map<String, Resident> residents,
    DeploymentHistory history,
    @Nullable Resident preferred,
    boolean settled) {

  VersionTable {
    residents = Collections.unmodifiableMap(new TreeMap<>(residents));
  }

  /** Nothing is resident. */
  static VersionTable of(Deployment deployment) {
    return new VersionTable(Map.of(), new DeploymentHistory(deployment, List.of()), null, false);
  }

  /**
   * The version for a request.
   *
   * @param requested a version or an alias; null for what the deployment says
   * @param userId by whom the users are split; null for somebody unknown
   * @return null if it was retired and closed after this table was read
   * @throws UnknownVersionException if what is requested is neither there nor has a successor
   * @throws NotReadyException if nothing is loaded
   */
  @Nullable Lease pick(@Nullable String requested, @Nullable String userId) {
    if (preferred == null) {
      throw new NotReadyException();
    }
    return requested == null ? Lease.of(standard(preferred, userId), null) : named(requested);
  }

  private Resident standard(Resident otherwise, @Nullable String userId) {
    String share = userId == null ? null : deployment().forUser(userId);
    Resident resident = share == null ? null : residents.get(share);
    return resident == null ? otherwise : resident;
  }

  private @Nullable Lease named(String requested) {
    Resident resident = find(requested);
    if (resident != null) {
      return Lease.of(resident, null);
    }
    String successor = deployment().successorOf(requested);
    Resident next = successor == null ? null : residents.get(successor);
    if (next == null) {
      throw new UnknownVersionException(requested, names());
    }
    return Lease.of(next, requested);
  }

  /** The version that answers in the background; null if there is none. */
  @Nullable Lease shadow() {
    String shadow = deployment().shadow();
    Resident resident = shadow == null ? null : find(shadow);
    return resident == null ? null : Lease.of(resident, null);
  }

  /** The version of this name or behind this alias; null if it is not resident. */
  @Nullable Resident find(String name) {
    return residents.get(deployment().resolved(name));
  }

  boolean isReady() {
    return preferred != null;
  }

  /** Names of the loaded versions, in alphabetical order. */
  List<String> names() {
    return List.copyOf(residents.keySet());
  }

  /** The loaded versions. Only who holds a lease of one may ask it to do anything. */
  Collection<ServedModel> models() {
    return residents.values().stream().map(Resident::model).toList();
  }

  /** When each loaded version was added. */
  Map<String, Instant> loadedSince() {
    Map<String, Instant> since = new TreeMap<>();
    residents.forEach((name, resident) -> since.put(name, resident.since()));
    return since;
  }

  /** The deployment as it was asked for. */
  Deployment deployment() {
    return history.current();
  }

  /** The deployment; its default is the version that really is the default, if there is one. */
  Deployment effective() {
    return preferred == null ? deployment() : deployment().withDefault(preferred.model().version());
  }

  /**
   * Checks that a deployment can be in force.
   *
   * @throws IllegalArgumentException if it names a version that is not loaded, or an alias is
   *     called as a version is
   */
  void requireResident(Deployment wanted) {
    for (String version : wanted.versions()) {
      if (!residents.containsKey(version)) {
        throw new IllegalArgumentException(
            "version: " + version + " (expected: one of " + String.join(", ", names()) + ")");
      }
    }
    for (String alias : wanted.aliases().keySet()) {
      if (residents.containsKey(alias)) {
        throw new IllegalArgumentException(
            "alias: " + alias + " (expected: a name that no version has)");
      }
    }
  }

  /** With one version more, which answers for itself. */
  VersionTable with(Resident coming) {
    String version = coming.model().version();
    Map<String, Resident> all = new TreeMap<>(residents);
    all.put(version, coming);
    return changed(all, history.with(deployment().withoutSuccessorOf(version)));
  }

  /** Without a version, in whose place another one answers. */
  VersionTable without(Resident leaving, Resident successor) {
    String version = leaving.model().version();
    Map<String, Resident> all = new TreeMap<>(residents);
    all.remove(version);
    return changed(
        all, history.with(deployment().withSuccessor(version, successor.model().version())));
  }

  /** Versions that have a successor already, and answer nobody who does not name them. */
  List<Resident> retired() {
    return residents.entrySet().stream()
        .filter(one -> deployment().successors().containsKey(one.getKey()))
        .filter(one -> !deployment().versions().contains(one.getKey()))
        .map(Map.Entry::getValue)
        .filter(resident -> resident != preferred)
        .toList();
  }

  /** Without some versions that have successors already. */
  VersionTable without(List<Resident> leaving) {
    Map<String, Resident> all = new TreeMap<>(residents);
    leaving.forEach(resident -> all.remove(resident.model().version()));
    return changed(all, history);
  }

  /** The same versions, which answer others. */
  VersionTable under(DeploymentHistory other) {
    return changed(residents, other);
  }

  /** The same; the preferred version stays so although a newer one comes. */
  VersionTable settle() {
    return new VersionTable(residents, history, preferred, true);
  }

  /** Nothing is resident any more. */
  VersionTable emptied() {
    return new VersionTable(Map.of(), history, null, settled);
  }

  private VersionTable changed(Map<String, Resident> all, DeploymentHistory other) {
    return new VersionTable(all, other, preferred(all, other.current()), settled);
  }

  private @Nullable Resident preferred(Map<String, Resident> all, Deployment deployment) {
    String wanted = deployment.defaultVersion();
    Resident configured = wanted == null ? null : all.get(deployment.resolved(wanted));
    if (configured != null) {
      return configured;
    }
    if (settled && preferred != null && all.containsValue(preferred)) {
      return preferred;
    }
    return all.values().stream()
        .max(Comparator.comparing(resident -> resident.model().created()))
        .orElse(null);
  }
}
