package dev.onesug.training.logs.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of an input. Every row that parsed is written, joined or dropped.
 *
 * @param format of the input
 * @param rows that parsed
 * @param searches written; for {@link LogFormat#ONESUG_ROWS} the samples written
 * @param profiles written
 * @param joined rows that added to the search of another row
 * @param dropped rows that left nothing, by reason
 * @param ignored rows with a field that has no place here, by field
 * @param assumed values that the input does not have, by what was taken instead
 * @param malformed rows that did not parse
 * @param examples the first of those: {@code file:line: reason}
 */
public record ImportReport(
    LogFormat format,
    long rows,
    long searches,
    long profiles,
    long joined,
    Map<String, Long> dropped,
    Map<String, Long> ignored,
    Map<String, Long> assumed,
    long malformed,
    List<String> examples) {

  /** The report for a person, one count a line. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add(line(rows, "rows read as " + format));
    lines.add(line(searches, format == LogFormat.ONESUG_ROWS ? "samples" : "searches written"));
    lines.add(line(profiles, "profiles written"));
    lines.add(line(joined, "rows joined to the search of another row"));
    dropped.forEach((reason, count) -> lines.add(line(count, "dropped: " + reason)));
    ignored.forEach((field, count) -> lines.add(line(count, "ignored: " + field)));
    assumed.forEach((what, count) -> lines.add(line(count, "assumed: " + what)));
    lines.add(line(malformed, "malformed"));
    examples.forEach(example -> lines.add("           " + example));
    return lines.stream().collect(Collectors.joining(System.lineSeparator()));
  }

  private static String line(long count, String what) {
    return "%10d %s".formatted(count, what);
  }
}
