package dev.onesug.training.logs.imports;

import dev.onesug.training.logs.JsonLines;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lines in files by the hash of a key: what has one key is in one file, so that a log that does not
 * fit into memory is joined a file at a time (Grace hash join: Kitsuregawa et al., 1983).
 */
final class Partitions implements AutoCloseable {
  private final List<Path> files = new ArrayList<>();
  private final List<BufferedWriter> writers = new ArrayList<>();

  /**
   * @param folder where the files are, until this is closed
   * @param count how many
   */
  Partitions(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    for (int partition = 0; partition < count; partition++) {
      Path file = Files.createTempFile(folder, "import-", ".jsonl");
      files.add(file);
      writers.add(Files.newBufferedWriter(file));
    }
  }

  void add(String key, String line) {
    try {
      BufferedWriter writer = writers.get(Math.floorMod(key.hashCode(), writers.size()));
      writer.write(line);
      writer.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands over the lines of one file, in the order they came; nothing can be added any more. */
  void eachLine(int partition, Consumer<String> reader) throws IOException {
    writers.get(partition).close();
    try (BufferedReader lines = JsonLines.reader(files.get(partition))) {
      lines.lines().forEach(reader);
    }
  }

  @Override
  public void close() throws IOException {
    for (BufferedWriter writer : writers) {
      writer.close();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
