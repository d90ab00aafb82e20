package dev.onesug.serving.suggest;

import java.util.Locale;

/** Why the model did not answer, so that popular completions did. */
public enum Degradation {
  /** The model was not done at the deadline. */
  DEADLINE,
  /** The model has as much to do as it can. */
  OVERLOAD,
  /** A newer keystroke of the same search box came while this one waited. */
  SUPERSEDED,
  /** The model failed; the log says how. */
  MODEL_FAILURE;

  /** The name in answers and meters. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
