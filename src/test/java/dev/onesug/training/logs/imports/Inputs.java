package dev.onesug.training.logs.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Small inputs, written by hand with single quotes for double ones. */
final class Inputs {
  private Inputs() {}

  static Path json(Path file, String... lines) throws IOException {
    return text(file, List.of(lines).stream().map(line -> line.replace('\'', '"')).toList());
  }

  static Path text(Path file, List<String> lines) throws IOException {
    return Files.write(file, lines);
  }

  static Path gzip(Path file) throws IOException {
    Path zipped = file.resolveSibling(file.getFileName() + ".gz");
    try (OutputStream bytes = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      bytes.write(Files.readString(file).getBytes(StandardCharsets.UTF_8));
    }
    return zipped;
  }

  /** The lines of the imported log, with single quotes again. */
  static List<String> searches(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve("searches.jsonl")).stream()
        .map(line -> line.replace('"', '\''))
        .toList();
  }
}
