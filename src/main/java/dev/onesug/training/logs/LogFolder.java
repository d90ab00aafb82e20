package dev.onesug.training.logs;

import java.nio.file.Path;

/**
 * A behaviour log on disk. Either file may be gzip.
 *
 * @param path the folder
 */
public record LogFolder(Path path) {
  /** One {@link Search} a line, in the order of time. */
  public Path searches() {
    return path.resolve("searches.jsonl");
  }

  /** One {@link UserProfile} a line. */
  public Path profiles() {
    return path.resolve("profiles.jsonl");
  }
}
