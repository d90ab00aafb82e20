package dev.onesug.training.logs.imports;

import dev.onesug.training.logs.Malformed;
import dev.onesug.training.logs.Search;
import dev.onesug.training.logs.UserProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Where a format hands in what it read.
 *
 * @param tally the books
 * @param malformed counts what does not parse
 * @param searches the log to be
 * @param profiles by user
 */
record Intake(
    Tally tally, Malformed malformed, TimeOrder searches, Map<String, UserProfile> profiles) {

  /** Reads files of JSON lines; a parser refuses a row by an {@link IllegalArgumentException}. */
  void eachRow(List<Path> files, Consumer<Row> parser) throws IOException {
    for (Path file : files) {
      malformed.eachLine(file, line -> parser.accept(Row.parse(line)));
    }
  }

  void add(Search search) {
    searches.add(search);
  }
}
