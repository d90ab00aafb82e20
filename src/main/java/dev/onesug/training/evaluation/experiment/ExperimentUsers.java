package dev.onesug.training.evaluation.experiment;

import dev.onesug.model.feedback.Actor;
import dev.onesug.model.feedback.EventAttributes;
import dev.onesug.model.feedback.FeedbackEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The users of an experiment, from the events of a log in the order in which they came. From the
 * first event on that names a variant of theirs, all that a user does counts for that variant,
 * whether the event names it again or not: an order often does not. Held are sums by user, about
 * 300 bytes for each who got a variant and 100 for each who did not.
 */
final class ExperimentUsers {
  /** Of variants, and of experiments that an error names. */
  private static final int MOST_NAMES = 50;

  private final ExperimentSettings settings;
  private final UserGroups groups;
  private final Map<String, UserOutcome> users = new HashMap<>();
  private final Set<String> usersWithout = new HashSet<>();
  private final Map<String, Traffic> traffic = new TreeMap<>();
  private final Set<String> experiments = new TreeSet<>();
  private long events;

  ExperimentUsers(ExperimentSettings settings, UserGroups groups) {
    this.settings = settings;
    this.groups = groups;
  }

  /**
   * Takes an event in.
   *
   * @throws IllegalArgumentException if there are more variants than anybody can mean
   */
  void add(FeedbackEvent event) {
    if (settings.isOver(event.timestamp())) {
      return;
    }
    events++;
    String name = unit(event.actor());
    String variant = variant(event.attributes());
    UserOutcome user = users.get(name);
    if (settings.isHistory(event.timestamp()) || (user == null && variant == null)) {
      usersWithout.add(name);
      return;
    }
    if (user == null) {
      user = newUser(name, event.actor(), String.valueOf(variant));
    }
    String got = variant == null ? user.variant() : variant;
    user.got(got);
    user.add(event);
    traffic(got).add(event);
  }

  /** Whom the split sends to a variant: the user where one is signed in, else the browser. */
  private static String unit(Actor actor) {
    return actor.userId() == null ? "client " + actor.clientId() : "user " + actor.userId();
  }

  private @Nullable String variant(EventAttributes told) {
    String experiment = told.experiment();
    if (experiment != null && experiments.size() < MOST_NAMES) {
      experiments.add(experiment);
    }
    return settings.experiment().equals(experiment) ? told.variant() : null;
  }

  private UserOutcome newUser(String name, Actor actor, String variant) {
    UserTraits traits =
        new UserTraits(actor.userId() != null, usersWithout.remove(name), groups.of(actor));
    UserOutcome user = new UserOutcome(variant, traits);
    users.put(name, user);
    return user;
  }

  private Traffic traffic(String variant) {
    Traffic known = traffic.get(variant);
    if (known != null) {
      return known;
    }
    if (traffic.size() == MOST_NAMES) {
      throw new IllegalArgumentException(
          "variant: %s (expected: at most %d variants of %s)"
              .formatted(variant, MOST_NAMES, settings.experiment()));
    }
    Traffic added = new Traffic();
    traffic.put(variant, added);
    return added;
  }

  /** All who got a variant. */
  Collection<UserOutcome> users() {
    return users.values();
  }

  /** What every variant served, by variant; its keys are all variants. */
  Map<String, Traffic> traffic() {
    return traffic;
  }

  /** Names of experiments in the log, for an error. */
  Set<String> experiments() {
    return experiments;
  }

  /** How many events were read, before the end of the experiment. */
  long events() {
    return events;
  }
}
