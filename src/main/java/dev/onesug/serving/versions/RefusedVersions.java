package dev.onesug.serving.versions;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What lies in the folder of the versions and is not served, by its name there, and why. It is
 * remembered what it looked like, because it is tried again once it looks otherwise. Many threads
 * may ask while one changes.
 */
final class RefusedVersions {
  private final Map<String, Refusal> all = new ConcurrentSkipListMap<>();

  private record Refusal(String reason, String look) {}

  /** Remembers why something is refused that looks like this. */
  void refuse(String name, String reason, String look) {
    all.put(name, new Refusal(reason, look));
  }

  /** Whether it was refused already when it looked like this. */
  boolean isRefused(String name, String look) {
    Refusal refusal = all.get(name);
    return refusal != null && refusal.look().equals(look);
  }

  void forgive(String name) {
    all.remove(name);
  }

  /** Forgives all others. */
  void keepOnly(Set<String> names) {
    all.keySet().retainAll(names);
  }

  /** Name to reason. */
  Map<String, String> reasons() {
    Map<String, String> reasons = new TreeMap<>();
    all.forEach((name, refusal) -> reasons.put(name, refusal.reason()));
    return reasons;
  }
}
