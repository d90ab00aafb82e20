package dev.onesug.serving.versions;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which version answers whom. It changes as a whole, so that no request sees half of a change.
 *
 * @param defaultVersion answers where nothing else is said; null: the newest that was there at the
 *     start
 * @param split share of the users, above 0, whom another version answers, by version or alias;
 *     together at most 1. A user stays with a version as long as the shares stay
 * @param shadow version that answers in the background, to be compared and never shown; null for
 *     none
 * @param aliases name, such as {@code stable}, to version
 * @param successors retired version to the one that answers in its place
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Deployment(
    @Nullable String defaultVersion,
    Map<String, Double> split,
    @Nullable String shadow,
    Map<String, String> aliases,
    Map<String, String> successors) {
  /** The newest version answers everybody. */
  public static final Deployment NEWEST = new Deployment(null, Map.of(), null, Map.of(), Map.of());

  /**
   * Checks what can be checked without knowing which versions there are.
   *
   * @throws IllegalArgumentException if a share is not above 0, or they are more than 1 together
   */
  public Deployment(
      @JsonProperty("defaultVersion") @Nullable String defaultVersion,
      @JsonProperty("split") @Nullable Map<String, Double> split,
      @JsonProperty("shadow") @Nullable String shadow,
      @JsonProperty("aliases") @Nullable Map<String, String> aliases,
      @JsonProperty("successors") @Nullable Map<String, String> successors) {
    this.defaultVersion = defaultVersion;
    // In the order in which it is written: the order decides whom a change of shares moves.
    this.split = split == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(split));
    this.shadow = shadow;
    this.aliases = aliases == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(aliases));
    this.successors =
        successors == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(successors));
    requireShares(this.split);
  }

  private static void requireShares(Map<String, Double> split) {
    double sum = 0;
    for (Map.Entry<String, Double> one : split.entrySet()) {
      double share = one.getValue();
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "split.%s: %s (expected: above 0, at most 1)".formatted(one.getKey(), share));
      }
      sum += share;
    }
    if (sum > 1 + 1e-9) {
      throw new IllegalArgumentException("split: %s together (expected: at most 1)".formatted(sum));
    }
  }

  /** The version behind a name: the alias's, or the name itself. */
  String resolved(String name) {
    return aliases.getOrDefault(name, name);
  }

  /** The versions that answer somebody, in the foreground or not. */
  Set<String> versions() {
    Set<String> versions = answering();
    if (shadow != null) {
      versions.add(resolved(shadow));
    }
    versions.addAll(aliases.values());
    return versions;
  }

  /** The versions whose answers are shown where a request names none. */
  Set<String> answering() {
    Set<String> versions = new LinkedHashSet<>();
    if (defaultVersion != null) {
      versions.add(resolved(defaultVersion));
    }
    split.keySet().forEach(name -> versions.add(resolved(name)));
    return versions;
  }

  /** The version for a user; null where the default answers. */
  @Nullable String forUser(String userId) {
    double point = Bucket.of(userId);
    double end = 0;
    for (Map.Entry<String, Double> one : split.entrySet()) {
      end += one.getValue();
      if (point < end) {
        return resolved(one.getKey());
      }
    }
    return null;
  }

  /** The last version in the line of successors of a retired one; null where it has none. */
  @Nullable String successorOf(String retired) {
    String successor = successors.get(retired);
    for (int i = 0; successor != null && i < successors.size(); i++) {
      String next = successors.get(resolved(successor));
      if (next == null) {
        return resolved(successor);
      }
      successor = next;
    }
    return null;
  }

  Deployment withDefault(String version) {
    return new Deployment(version, split, shadow, aliases, successors);
  }

  /** Other versions answer who asks for a retired one. */
  Deployment withSuccessors(Map<String, String> all) {
    return new Deployment(defaultVersion, split, shadow, aliases, all);
  }

  Deployment withSuccessor(String retired, String successor) {
    Map<String, String> all = new TreeMap<>(successors);
    all.put(retired, successor);
    return withSuccessors(all);
  }

  /** A version that is there answers for itself. */
  Deployment withoutSuccessorOf(String version) {
    Map<String, String> all = new TreeMap<>(successors);
    all.remove(version);
    return withSuccessors(all);
  }
}
