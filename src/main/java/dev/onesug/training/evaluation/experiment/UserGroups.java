package dev.onesug.training.evaluation.experiment;

import dev.onesug.model.feedback.Actor;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Groups that somebody else put users into, such as their country or what they are worth. They must
 * not depend on what a variant did to a user: then the variants would hold other people.
 *
 * @param byUser group by {@code user_id} or {@code client_id}
 */
public record UserGroups(Map<String, String> byUser) {
  /** Nobody is in a group. */
  public static final UserGroups NONE = new UserGroups(Map.of());

  /** Of those who are in no group. */
  static final String NO_GROUP = "in no group";

  private static final int MOST_GROUPS = 20;

  /**
   * Reads a file with {@code user<TAB>group} a line.
   *
   * @throws IllegalArgumentException if a line is anything else, or there are too many groups
   */
  public static UserGroups read(Path file) throws IOException {
    Map<String, String> byUser = new HashMap<>();
    Set<String> groups = new HashSet<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] columns = line.split("\t", -1);
        if (columns.length != 2 || columns[0].isBlank() || columns[1].isBlank()) {
          throw new IllegalArgumentException(
              "%s, line %d: %d columns (expected: user<TAB>group, none blank)"
                  .formatted(file, number, columns.length));
        }
        groups.add(columns[1]);
        byUser.put(columns[0], columns[1]);
        number++;
      }
    }
    if (groups.size() > MOST_GROUPS) {
      throw new IllegalArgumentException(
          "%s: %d groups (expected: at most %d)".formatted(file, groups.size(), MOST_GROUPS));
    }
    return new UserGroups(byUser);
  }

  boolean isEmpty() {
    return byUser.isEmpty();
  }

  String of(Actor actor) {
    String user = actor.userId() == null ? actor.clientId() : actor.userId();
    return byUser.getOrDefault(user, NO_GROUP);
  }
}
