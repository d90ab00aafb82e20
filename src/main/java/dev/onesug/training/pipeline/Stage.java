package dev.onesug.training.pipeline;

import java.util.Locale;

/** The stages of a run, in their order. */
enum Stage {
  LOG(1),
  SAMPLES(5),
  ALIGN(2),
  EMBED(1),
  QUANTIZE(1),
  INDEX(2),
  PRIOR(1),
  SFT(3),
  RWR(1),
  EVALUATE(1),
  PUBLISH(1);

  private final int format;

  /**
   * @param format of what the stage leaves; raise it when later stages could not read an older
   *     run's, so that the stage is done again
   */
  Stage(int format) {
    this.format = format;
  }

  int format() {
    return format;
  }

  /** The stage's folder, and its key in reports. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
