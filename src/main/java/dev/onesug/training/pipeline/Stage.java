package dev.onesug.training.pipeline;

import java.util.Locale;

/** The stages of a run, in their order. */
enum Stage {
  LOG,
  SAMPLES,
  ALIGN,
  EMBED,
  QUANTIZE,
  INDEX,
  SFT,
  EVALUATE,
  PUBLISH;

  /** The stage's folder, and its key in reports. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
