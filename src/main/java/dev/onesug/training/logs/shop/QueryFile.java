package dev.onesug.training.logs.shop;

import dev.onesug.model.text.QueryText;
import dev.onesug.training.logs.JsonLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Real queries for the shop: {@code query<TAB>count} lines, gzip or not, count 1 where there is
 * none. A header is recognised by its first column {@code query}; it may name the columns {@code
 * count} and {@code lang} in any place, and then only rows with {@code lang} = {@code en} are kept.
 */
public final class QueryFile {
  private final Path file;
  private int countColumn = 1;
  private int languageColumn = -1;

  private QueryFile(Path file) {
    this.file = file;
  }

  /** Reads files in order; the counts of a query that occurs again are added. */
  public static Map<String, Long> readAll(List<Path> files) throws IOException {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Path file : files) {
      new QueryFile(file).readInto(counts);
    }
    return counts;
  }

  private void readInto(Map<String, Long> counts) throws IOException {
    try (BufferedReader lines = JsonLines.reader(file)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String[] columns = line.split("\t", -1);
        if (number == 1 && columns[0].equals("query")) {
          readHeader(Arrays.asList(columns));
        } else if (languageColumn < 0 || cell(columns, languageColumn).equals("en")) {
          add(counts, columns, number);
        }
      }
    }
  }

  private void readHeader(List<String> names) {
    countColumn = names.indexOf("count");
    languageColumn = names.indexOf("lang");
  }

  private void add(Map<String, Long> counts, String[] columns, long number) {
    String query = QueryText.normalise(columns[0]);
    if (!query.isEmpty() && query.codePointCount(0, query.length()) <= QueryText.MAX_CODE_POINTS) {
      counts.merge(query, count(cell(columns, countColumn), number), Long::sum);
    }
  }

  private long count(String cell, long number) {
    if (cell.isBlank()) {
      return 1;
    }
    try {
      long count = Long.parseLong(cell.strip());
      if (count >= 1) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Said below, together with the counts that are numbers but not positive.
    }
    throw new IllegalArgumentException(
        file + ":" + number + ": count: " + cell + " (expected: a whole number from 1)");
  }

  private static String cell(String[] columns, int index) {
    return index >= 0 && index < columns.length ? columns[index] : "";
  }
}
