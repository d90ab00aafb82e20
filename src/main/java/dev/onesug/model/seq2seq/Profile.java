package dev.onesug.model.seq2seq;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the shop knows of a user, as short text fields; null where it knows nothing.
 *
 * @param ageBand for example {@code 25-34}
 * @param gender as the shop records it
 * @param region for example {@code north}
 * @param spendingLevel for example {@code low}, {@code middle}, {@code high}
 */
public record Profile(
    @Nullable String ageBand,
    @Nullable String gender,
    @Nullable String region,
    @Nullable String spendingLevel) {
  public static final Profile UNKNOWN = new Profile(null, null, null, null);

  /** The known fields in fixed order. */
  public List<String> fields() {
    return Stream.of(ageBand, gender, region, spendingLevel)
        .filter(field -> field != null && !field.isBlank())
        .toList();
  }
}
