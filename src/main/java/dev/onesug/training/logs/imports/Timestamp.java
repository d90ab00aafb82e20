package dev.onesug.training.logs.imports;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Pattern;

/**
 * Reads ISO 8601 with {@code T} or a blank between date and time, with any offset ({@code Z},
 * {@code +01:00}, {@code +0100}) or none, and whole milliseconds since the epoch.
 */
final class Timestamp {
  private static final Pattern EPOCH_MILLIS = Pattern.compile("\\d{9,15}");
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .toFormatter();

  private Timestamp() {}

  /**
   * Reads a required field; a time without a zone is UTC, which is an assumption.
   *
   * @throws IllegalArgumentException if it is missing or is no time
   */
  static Instant read(Row row, String field, Tally tally) {
    String text = row.required(field).strip();
    if (EPOCH_MILLIS.matcher(text).matches()) {
      return Instant.ofEpochMilli(Long.parseLong(text));
    }
    TemporalAccessor time = parse(field, text);
    if (time instanceof OffsetDateTime zoned) {
      return zoned.toInstant();
    }
    tally.assume(field + ": no time zone, read as UTC");
    return LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
  }

  private static TemporalAccessor parse(String field, String text) {
    try {
      return ISO.parseBest(text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          field + ": " + text + " (expected: an ISO 8601 time, or milliseconds since the epoch)",
          e);
    }
  }
}
