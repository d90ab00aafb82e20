package dev.onesug.training.evaluation.cascade;

import dev.onesug.model.seq2seq.Profile;
import org.jspecify.annotations.Nullable;

/** The fields of a profile. */
enum ProfileField {
  AGE_BAND,
  GENDER,
  REGION,
  SPENDING_LEVEL;

  /** What the shop knows of a user, or null. */
  @Nullable String of(Profile profile) {
    return switch (this) {
      case AGE_BAND -> profile.ageBand();
      case GENDER -> profile.gender();
      case REGION -> profile.region();
      case SPENDING_LEVEL -> profile.spendingLevel();
    };
  }
}
