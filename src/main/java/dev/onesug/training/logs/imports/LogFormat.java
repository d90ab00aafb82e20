package dev.onesug.training.logs.imports;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;

/** What {@link LogImport} can read. */
public enum LogFormat {
  /** Our own log: searches and profiles, checked and put in the order of time. */
  ONESUG("onesug"),
  /** The seven columns that the authors of OneSug published: samples, not a log. */
  ONESUG_ROWS("onesug-rows"),
  /** What the service recorded at {@code POST /events}: its feedback segments. */
  FEEDBACK("feedback"),
  /** User Behavior Insights 1.3: queries and events. */
  UBI("ubi"),
  /** AmazonQAC (Everaert et al., EMNLP 2024 Industry): searches with their typed prefixes. */
  AMAZONQAC("amazonqac");

  private final String label;

  LogFormat(String label) {
    this.label = label;
  }

  /**
   * The format with this name.
   *
   * @throws IllegalArgumentException that lists the names, if there is none
   */
  public static LogFormat of(String label) {
    for (LogFormat format : values()) {
      if (format.label.equals(label)) {
        return format;
      }
    }
    String known = Arrays.stream(values()).map(LogFormat::toString).collect(joining(", "));
    throw new IllegalArgumentException("format: " + label + " (expected: one of " + known + ")");
  }

  /** The name on the command line. */
  @Override
  public String toString() {
    return label;
  }
}
