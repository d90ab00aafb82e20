package dev.onesug.training.logs.imports;

import dev.onesug.training.logs.JsonLines;
import dev.onesug.training.logs.Search;
import dev.onesug.training.logs.SearchLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Puts any number of searches in the order of time, those of one instant in the order they came.
 * Holds one run in memory; what is more waits in sorted files beside the output (external merge
 * sort).
 */
final class TimeOrder implements AutoCloseable {
  /** About 100 MB of searches. */
  static final int RUN_LENGTH = 200_000;

  private final Path folder;
  private final int runLength;
  private final List<Search> run = new ArrayList<>();
  private final List<Path> spilled = new ArrayList<>();
  private final List<Path> left = new ArrayList<>();

  /**
   * @param folder where sorted files may wait
   * @param runLength how many searches are held in memory
   */
  TimeOrder(Path folder, int runLength) {
    this.folder = folder;
    this.runLength = runLength;
  }

  void add(Search search) {
    run.add(search);
    if (run.size() >= runLength) {
      spill();
    }
  }

  /**
   * Writes everything that was added; the file appears when it is complete.
   *
   * @return how many searches
   */
  long writeTo(Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    left.add(part);
    long written = spilled.isEmpty() ? writeRun(part) : merge(part);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    return written;
  }

  @Override
  public void close() throws IOException {
    for (Path file : left) {
      Files.deleteIfExists(file);
    }
  }

  private void spill() {
    try {
      Path file = Files.createTempFile(Files.createDirectories(folder), "import-", ".jsonl");
      left.add(file);
      spilled.add(file);
      writeRun(file);
      run.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long writeRun(Path file) throws IOException {
    run.sort(Comparator.comparing(Search::time));
    try (SearchLog.Writer lines = SearchLog.writer(file)) {
      for (Search search : run) {
        lines.write(search);
      }
    }
    return run.size();
  }

  private long merge(Path file) throws IOException {
    spill();
    PriorityQueue<Cursor> cursors = new PriorityQueue<>();
    long written = 0;
    try (SearchLog.Writer lines = SearchLog.writer(file)) {
      for (int place = 0; place < spilled.size(); place++) {
        offer(cursors, new Cursor(place, JsonLines.reader(spilled.get(place))));
      }
      for (Cursor next = cursors.poll(); next != null; next = cursors.poll()) {
        lines.write(next.search());
        written++;
        offer(cursors, next);
      }
    } finally {
      for (Cursor cursor : cursors) {
        cursor.lines.close();
      }
    }
    return written;
  }

  private static void offer(PriorityQueue<Cursor> cursors, Cursor cursor) throws IOException {
    if (cursor.advance()) {
      cursors.add(cursor);
    } else {
      cursor.lines.close();
    }
  }

  /** The next search of one sorted file. */
  private static final class Cursor implements Comparable<Cursor> {
    private final int place;
    private final BufferedReader lines;
    private @Nullable Search head;

    Cursor(int place, BufferedReader lines) {
      this.place = place;
      this.lines = lines;
    }

    boolean advance() throws IOException {
      String line = lines.readLine();
      head = line == null ? null : JsonLines.MAPPER.readValue(line, Search.class);
      return head != null;
    }

    Search search() {
      if (head == null) {
        throw new IllegalStateException("cursor: at its end (expected: a search)");
      }
      return head;
    }

    @Override
    public int compareTo(Cursor other) {
      int byTime = search().time().compareTo(other.search().time());
      return byTime != 0 ? byTime : Integer.compare(place, other.place);
    }
  }
}
