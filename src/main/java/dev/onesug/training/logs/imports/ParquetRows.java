package dev.onesug.training.logs.imports;

import dev.onesug.training.logs.JsonLines;
import dev.onesug.training.logs.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Streams the rows of a Parquet file through DuckDB's JDBC driver. The driver is not part of the
 * default build because it is larger than everything else here.
 */
final class ParquetRows {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final String url;

  /**
   * @param url of a JDBC driver that has DuckDB's {@code read_parquet}
   */
  ParquetRows(String url) {
    this.url = url;
  }

  static ParquetRows ofDuckDb() {
    return new ParquetRows("jdbc:duckdb:");
  }

  static boolean isParquet(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return Arrays.equals(bytes.readNBytes(MAGIC.length), MAGIC);
    }
  }

  /**
   * Hands every row to a parser; one it refuses is counted and skipped.
   *
   * @throws IllegalArgumentException if the driver is not there
   * @throws IOException if the file cannot be read
   */
  void eachRow(Path file, Malformed malformed, Consumer<Row> parser) throws IOException {
    requireDriver(file);
    try (Connection connection = DriverManager.getConnection(url, streaming());
        PreparedStatement query = connection.prepareStatement("SELECT * FROM read_parquet(?)")) {
      query.setString(1, file.toString());
      eachRow(file, query, malformed, parser);
    } catch (SQLException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static void eachRow(
      Path file, PreparedStatement query, Malformed malformed, Consumer<Row> parser)
      throws SQLException {
    try (ResultSet rows = query.executeQuery()) {
      for (long number = 1; rows.next(); number++) {
        Row row = new Row(row(rows));
        malformed.attempt(file, number, () -> parser.accept(row));
      }
    }
  }

  private void requireDriver(Path file) {
    try {
      DriverManager.getDriver(url);
    } catch (SQLException e) {
      throw new IllegalArgumentException(
          file
              + ": Parquet, and DuckDB's driver is not there (expected: a jar built with"
              + " `./mvnw -Pparquet package`, or the same rows as JSON lines)",
          e);
    }
  }

  /** Without this the driver holds the whole result. */
  private static Properties streaming() {
    Properties properties = new Properties();
    properties.setProperty("jdbc_stream_results", "true");
    return properties;
  }

  private static ObjectNode row(ResultSet rows) throws SQLException {
    ObjectNode row = JsonLines.MAPPER.createObjectNode();
    ResultSetMetaData columns = rows.getMetaData();
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      put(row, columns.getColumnName(column), rows.getObject(column));
    }
    return row;
  }

  private static void put(ObjectNode row, String name, @Nullable Object value) throws SQLException {
    if (value instanceof Array list) {
      ArrayNode texts = row.putArray(name);
      for (Object element : (Object[]) list.getArray()) {
        texts.add(element == null ? "" : element.toString());
      }
    } else if (value != null) {
      row.put(name, value.toString());
    }
  }
}
