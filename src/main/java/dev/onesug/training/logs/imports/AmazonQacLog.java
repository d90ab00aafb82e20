package dev.onesug.training.logs.imports;

import dev.onesug.training.logs.Search;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * AmazonQAC (Everaert et al., EMNLP 2024 Industry), train and test columns, as JSON lines or as
 * Parquet. It names no users, so a session is the user; it says nothing of what was shown, chosen,
 * opened or bought, so every search is of the level query click. The earlier prefixes are not kept:
 * samples cut the last one, which differs from what was typed where a user went back.
 */
final class AmazonQacLog implements LogReader {
  private static final String SESSION = "session_id";
  private static final String PREFIXES = "prefixes";
  private static final String TEST_PREFIX = "prefix";
  private static final String QUERY = "final_search_term";
  private static final String TIME = "search_time";
  private static final Set<String> USED = Set.of(SESSION, PREFIXES, TEST_PREFIX, QUERY, TIME);

  private final ParquetRows parquet;

  AmazonQacLog(ParquetRows parquet) {
    this.parquet = parquet;
  }

  @Override
  public void read(List<Path> files, Intake intake) throws IOException {
    for (Path file : files) {
      if (ParquetRows.isParquet(file)) {
        parquet.eachRow(file, intake.malformed(), row -> read(row, intake));
      } else {
        intake.eachRow(List.of(file), row -> read(row, intake));
      }
    }
  }

  private static void read(Row row, Intake intake) {
    Tally tally = intake.tally();
    String session = row.required(SESSION);
    String query = row.required(QUERY);
    String typed = lastPrefix(row);
    Instant time = Timestamp.read(row, TIME, tally);
    intake.add(
        new Search(
            time,
            session,
            session,
            typed == null ? query : typed,
            List.of(),
            List.of(),
            null,
            query,
            0,
            0));
    tally.row();
    tally.assume("user: none, the session is the user");
    if (typed == null) {
      tally.assume("prefix: none, the whole query was typed");
    }
    row.eachOther(USED, tally::ignore);
  }

  private static @Nullable String lastPrefix(Row row) {
    List<String> prefixes = row.texts(PREFIXES);
    String last = prefixes.isEmpty() ? row.text(TEST_PREFIX) : prefixes.get(prefixes.size() - 1);
    return last == null || last.isBlank() ? null : last;
  }
}
