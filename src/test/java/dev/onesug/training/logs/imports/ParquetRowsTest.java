package dev.onesug.training.logs.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.training.logs.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class ParquetRowsTest {
  @TempDir Path temp;

  @Test
  void eachRow_noDriver_saysHowToGetIt() throws IOException {
    Path file = Files.writeString(temp.resolve("rows.parquet"), "PAR1");
    ParquetRows rows = new ParquetRows("jdbc:nosuchdriver:");

    assertThatThrownBy(() -> rows.eachRow(file, new Malformed(0), row -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rows.parquet: Parquet, and DuckDB's driver is not there")
        .hasMessageContaining("-Pparquet");
  }

  @Test
  void isParquet_looksAtTheFirstBytes() throws IOException {
    assertThat(ParquetRows.isParquet(Files.writeString(temp.resolve("a"), "PAR1..."))).isTrue();
    assertThat(ParquetRows.isParquet(Files.writeString(temp.resolve("b"), "{}"))).isFalse();
    assertThat(ParquetRows.isParquet(Files.writeString(temp.resolve("c"), ""))).isFalse();
  }

  @Test
  @EnabledIf("driverIsThere")
  void eachRow_duckDb_givesTheSameLogAsJsonLines() throws IOException, SQLException {
    Path file = temp.resolve("it's.parquet");
    write(
        file,
        "(1, 's1', ['r', 'red'], '2026-09-04T20:46:14.293Z', 'red mug', '2026-09-04T20:46:27', 7),"
            + "(2, NULL, ['r'], '2026-09-04T20:46:14.293Z', 'red cup', '2026-09-04T20:46:28', 7)");

    ImportReport report =
        new LogImport(LogFormat.AMAZONQAC, 1).run(List.of(file), temp.resolve("log"));

    assertThat(Inputs.searches(temp.resolve("log")))
        .containsExactly(
            "{'time':'2026-09-04T20:46:27Z','user':'s1','session':'s1','prefix':'red',"
                + "'query':'red mug','itemClicks':0,'orders':0}");
    assertThat(report.ignored()).containsEntry("popularity", 1L);
    assertThat(report.examples())
        .containsExactly("it's.parquet:2: session_id: missing (expected: a value)");
  }

  @Test
  @EnabledIf("driverIsThere")
  void eachRow_brokenFile_failsAndNamesIt() throws IOException {
    Path file = Files.writeString(temp.resolve("broken.parquet"), "PAR1 and no more");

    assertThatThrownBy(() -> ParquetRows.ofDuckDb().eachRow(file, new Malformed(0), row -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broken.parquet: ");
  }

  static boolean driverIsThere() {
    return DriverManager.drivers()
        .anyMatch(driver -> driver.getClass().getName().startsWith("org.duckdb"));
  }

  private static void write(Path file, String values) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          "COPY (SELECT * FROM (VALUES "
              + values
              + ") AS rows(query_id, session_id, prefixes, first_prefix_typed_time,"
              + " final_search_term, search_time, popularity)) TO '"
              + file.toString().replace("'", "''")
              + "' (FORMAT parquet)");
    }
  }
}
