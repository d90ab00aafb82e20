package dev.onesug.serving.versions;

import java.util.List;

/** A request named a model version that is not loaded. */
public final class UnknownVersionException extends RuntimeException {
  private final String version;
  private final transient List<String> loaded;

  UnknownVersionException(String version, List<String> loaded) {
    super("version: " + version + " (expected: one of " + String.join(", ", loaded) + ")");
    this.version = version;
    this.loaded = List.copyOf(loaded);
  }

  public String version() {
    return version;
  }

  public List<String> loaded() {
    return loaded;
  }
}
