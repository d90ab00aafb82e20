package dev.onesug.model.bundle;

import java.io.IOException;
import java.nio.file.Path;

/** A model version is refused; the message begins with the file that is to blame. */
public final class BundleException extends IOException {

  BundleException(Path file, String reason) {
    super(file + ": " + reason);
  }

  BundleException(Path file, String reason, Throwable cause) {
    super(file + ": " + reason, cause);
  }
}
