package dev.onesug.training.logs;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/** A file of samples, one JSON object a line, in the order of time. Gzip is recognised. */
public final class Samples {
  private static final ObjectReader READER = JsonLines.MAPPER.readerFor(Sample.class);
  private static final ObjectWriter WRITER = JsonLines.MAPPER.writerFor(Sample.class);

  private Samples() {}

  /** Streams a file; the caller closes the stream. */
  public static Stream<Sample> read(Path file) {
    try {
      BufferedReader lines = JsonLines.reader(file);
      return lines.lines().map(READER::<Sample>readValue).onClose(() -> close(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  /** Hands every sample of a file to a consumer. */
  public static void forEach(Path file, Consumer<Sample> consumer) {
    try (Stream<Sample> samples = read(file)) {
      samples.forEach(consumer);
    }
  }

  public static Writer writer(Path file) throws IOException {
    return new Writer(JsonLines.writer(file));
  }

  /** Appends samples; close it. */
  public static final class Writer implements AutoCloseable {
    private final BufferedWriter lines;

    private Writer(BufferedWriter lines) {
      this.lines = lines;
    }

    public void write(Sample sample) throws IOException {
      lines.write(WRITER.writeValueAsString(sample));
      lines.write('\n');
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  private static void close(BufferedReader lines) {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
