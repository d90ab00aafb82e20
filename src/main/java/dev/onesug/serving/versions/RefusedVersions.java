package dev.onesug.serving.versions;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies in the folder of the versions and is not served, by its name there, and why. It is
 * remembered what it looked like, because it is tried again once it looks otherwise. Many threads
 * may ask while one changes.
 */
final class RefusedVersions {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedVersions.class);

  private final Map<String, Refusal> all = new ConcurrentSkipListMap<>();

  /**
   * Why something is not served.
   *
   * @param look null for what is left out, whatever it looks like
   */
  private record Refusal(String reason, @Nullable String look) {
    boolean isLeftOut() {
      return look == null;
    }
  }

  /** Remembers why something is refused that looks like this. */
  void refuse(String name, String reason, String look) {
    all.put(name, new Refusal(reason, look));
  }

  /**
   * Whether it was refused already when it looked as it does now.
   *
   * @param look asked only if it was refused; reading it may take a while
   */
  boolean isRefused(String name, Supplier<String> look) {
    Refusal refusal = all.get(name);
    return refusal != null && !refusal.isLeftOut() && look.get().equals(refusal.look());
  }

  /** These are left out, and no others any more: nothing is wrong with them. */
  void leaveOut(Collection<String> names, String reason) {
    all.entrySet().removeIf(one -> one.getValue().isLeftOut() && !names.contains(one.getKey()));
    for (String name : names) {
      Refusal before = all.put(name, new Refusal(reason, null));
      if (before == null || !before.isLeftOut()) {
        LOG.warn("Model version {} is left out: {}", name, reason);
      }
    }
  }

  void forgive(String name) {
    all.remove(name);
  }

  /** Forgives all others. */
  void keepOnly(Predicate<String> kept) {
    all.keySet().removeIf(name -> !kept.test(name));
  }

  /**
   * How many of them there are.
   *
   * @param leftOut whether to count those that are only left out, or those that something is wrong
   *     with
   */
  int count(boolean leftOut) {
    return (int) all.values().stream().filter(one -> one.isLeftOut() == leftOut).count();
  }

  /** Name to reason. */
  Map<String, String> reasons() {
    Map<String, String> reasons = new TreeMap<>();
    all.forEach((name, refusal) -> reasons.put(name, refusal.reason()));
    return reasons;
  }
}
