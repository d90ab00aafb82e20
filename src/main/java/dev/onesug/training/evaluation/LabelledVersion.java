package dev.onesug.training.evaluation;

import java.nio.file.Path;

/**
 * A version that takes part in an evaluation.
 *
 * @param label what the report calls it; not blank
 * @param folder of the published version
 */
public record LabelledVersion(String label, Path folder) {

  public LabelledVersion {
    if (label.isBlank()) {
      throw new IllegalArgumentException("label: blank (expected: a name for the report)");
    }
  }

  /** Reads {@code folder}, which its own name labels, or {@code label=folder}. */
  public static LabelledVersion parse(String text) {
    int sign = text.indexOf('=');
    if (sign >= 0) {
      return new LabelledVersion(text.substring(0, sign), Path.of(text.substring(sign + 1)));
    }
    Path folder = Path.of(text);
    return new LabelledVersion(
        String.valueOf(folder.toAbsolutePath().normalize().getFileName()), folder);
  }
}
