package dev.onesug.training.logs;

import dev.onesug.model.seq2seq.Profile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;

/**
 * What the shop knows of a user: one line of {@code profiles.jsonl}. Any field but the user may be
 * missing.
 */
public record UserProfile(
    String user,
    @Nullable String ageBand,
    @Nullable String gender,
    @Nullable String region,
    @Nullable String spendingLevel) {
  private static final ObjectReader READER = JsonLines.MAPPER.readerFor(UserProfile.class);

  public UserProfile {
    if (user == null || user.isBlank()) {
      throw new IllegalArgumentException("user: missing (expected: a value)");
    }
  }

  public Profile profile() {
    return new Profile(ageBand, gender, region, spendingLevel);
  }

  /** Profiles by user; empty where the file is missing, because a log may know nobody. */
  static Map<String, Profile> readAll(Path file, Malformed malformed) throws IOException {
    Map<String, Profile> profiles = new HashMap<>();
    if (Files.exists(file)) {
      malformed.eachLine(
          file,
          line -> {
            UserProfile read = READER.readValue(line);
            profiles.put(read.user(), read.profile());
          });
    }
    return profiles;
  }

  static void writeAll(Path file, Iterable<UserProfile> profiles) throws IOException {
    try (BufferedWriter lines = JsonLines.writer(file)) {
      for (UserProfile profile : profiles) {
        lines.write(JsonLines.MAPPER.writeValueAsString(profile));
        lines.write('\n');
      }
    }
  }
}
