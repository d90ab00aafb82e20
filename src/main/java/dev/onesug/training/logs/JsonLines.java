package dev.onesug.training.logs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How every file of this package is read and written: UTF-8, one value a line, gzip by its magic.
 */
public final class JsonLines {
  /** Ignores fields it does not know; leaves empty values out. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_EMPTY))
          .build();

  private static final int BUFFER_BYTES = 1 << 16;

  private JsonLines() {}

  public static BufferedReader reader(Path file) throws IOException {
    return reader(file, Long.MAX_VALUE);
  }

  /** Reads the beginning of a file and nothing that was written behind it. */
  static BufferedReader reader(Path file, long mostBytes) throws IOException {
    InputStream bytes =
        new BufferedInputStream(new Beginning(Files.newInputStream(file), mostBytes), BUFFER_BYTES);
    bytes.mark(2);
    boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
    bytes.reset();
    InputStream content = gzip ? new GZIPInputStream(bytes, BUFFER_BYTES) : bytes;
    return new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8), BUFFER_BYTES);
  }

  /** Replaces the file; makes its folder if there is none. */
  public static BufferedWriter writer(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return Files.newBufferedWriter(file);
  }
}
