package dev.onesug.serving.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.serving.feedback.SegmentWriter.StoreFullException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentWriterTest {
  @TempDir Path folder;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FakeDisk disk = new FakeDisk();
  private Instant now = Events.NOON;

  @Test
  void append_lines_standInAFileNamedByItsStart() throws IOException {
    try (SegmentWriter writer = onDisk(100, 1000)) {
      writer.append(lines("a\n"));
      writer.append(lines("b\n"));
    }

    assertThat(Events.segments(folder))
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.getFileName().toString())
                  .matches("events-20261128T120000Z-[0-9a-f]{8}\\.jsonl");
              assertThat(file).hasContent("a\nb\n");
            });
  }

  @Test
  void append_overTheSize_beginsTheNext() throws IOException {
    SegmentWriter writer = inMemory(Fsync.INTERVAL);
    writer.append(lines("1234567\n"));
    writer.append(lines("8\n"));
    writer.append(lines("9\n"));

    assertThat(disk.texts()).containsExactly("1234567\n8\n", "9\n");
    assertThat(disk.segments.get(0).forced).isEqualTo(10);
    assertThat(disk.segments.get(0).closed).isTrue();
  }

  @Test
  void tick_oldSegment_isForcedAndEnded() throws IOException {
    SegmentWriter writer = inMemory(Fsync.INTERVAL);
    writer.append(lines("a\n"));
    now = now.plus(Duration.ofMinutes(60));
    writer.tick();
    assertThat(disk.segments.get(0).closed).isFalse();
    assertThat(writer.ageSeconds()).isEqualTo(3600);

    now = now.plusMillis(1);
    writer.tick();
    assertThat(disk.segments.get(0).closed).isTrue();
    assertThat(disk.segments.get(0).forced).isEqualTo(2);
    assertThat(writer.ageSeconds()).isZero();

    writer.append(lines("b\n"));
    assertThat(disk.texts()).containsExactly("a\n", "b\n");
  }

  @Test
  void append_folderHoldsTooMuch_refusedUntilSomebodyTakesASegmentAway() throws IOException {
    Path other = Files.writeString(folder.resolve("events-x.jsonl"), "x".repeat(95));
    try (SegmentWriter writer = onDisk(100, 100)) {
      writer.tick();
      writer.append(lines("1234\n"));

      assertThatThrownBy(() -> writer.append(lines("5\n")))
          .isInstanceOf(StoreFullException.class)
          .hasMessage("max-size: 100 bytes are stored (expected: at most 100)");
      assertThat(meters.get("onesug.feedback.write.failures").counter().count()).isZero();

      Files.delete(other);
      now = now.plusSeconds(11);
      writer.tick();
      writer.append(lines("5\n"));
    }
    assertThat(Files.readString(Events.segments(folder).get(0))).isEqualTo("1234\n5\n");
  }

  @Test
  void tick_retention_deletesOldSegmentsAndNothingElse() throws IOException {
    Path old = touched("events-a.jsonl", now.minus(Duration.ofDays(1)).minusMillis(1));
    Path young = touched("events-b.jsonl", now.minus(Duration.ofDays(1)));
    Path stranger = touched("other.jsonl", Instant.EPOCH);
    SegmentWriter writer = onDisk(100, 1000);

    writer.tick();

    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(stranger).exists();
    assertThat(writer.storedBytes()).isEqualTo(1);
  }

  @Test
  void append_diskIsFull_nextLinesBeginASegment() throws IOException {
    SegmentWriter writer = inMemory(Fsync.NEVER);
    writer.append(lines("a\n"));
    disk.full = true;
    assertThatThrownBy(() -> writer.append(lines("b\n"))).hasMessage("No space left on device");
    disk.full = false;
    writer.append(lines("c\n"));

    assertThat(disk.texts()).containsExactly("a\n", "c\n");
    assertThat(disk.segments.get(0).closed).isTrue();
    assertThat(meters.get("onesug.feedback.write.failures").counter().count()).isEqualTo(1);
    assertThat(meters.get("onesug.feedback.written.bytes").counter().count()).isEqualTo(4);
  }

  @Test
  void force_diskIsUnsure_segmentIsLeftAndTheFailureCounted() throws IOException {
    SegmentWriter writer = inMemory(Fsync.ALWAYS);
    writer.append(lines("a\n"));
    disk.unsure = true;
    assertThatThrownBy(writer::force).hasMessage("Input/output error");
    disk.unsure = false;
    writer.append(lines("b\n"));
    writer.force();

    assertThat(disk.texts()).containsExactly("a\n", "b\n");
    assertThat(disk.segments.get(1).forced).isEqualTo(2);
    assertThat(meters.get("onesug.feedback.fsync.failures").counter().count()).isEqualTo(1);
  }

  @Test
  void create_folderIsAFile_failsAndLaterWorks() throws IOException {
    Path blocked = Files.createFile(folder.resolve("blocked"));
    SegmentWriter writer = writer(blocked, SegmentFile::create, Fsync.NEVER, 100, 1000);
    assertThatThrownBy(() -> writer.append(lines("a\n"))).isInstanceOf(IOException.class);

    Files.delete(blocked);
    writer.append(lines("b\n"));
    writer.close();
    assertThat(Events.lines(Events.segments(blocked).get(0))).containsExactly("b", "");
  }

  private Path touched(String name, Instant time) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "x");
    return Files.setLastModifiedTime(file, FileTime.from(time));
  }

  private SegmentWriter onDisk(long segmentBytes, long totalBytes) {
    return writer(folder, SegmentFile::create, Fsync.ALWAYS, segmentBytes, totalBytes);
  }

  private SegmentWriter inMemory(Fsync fsync) {
    return writer(folder, disk, fsync, 10, 1000);
  }

  private SegmentWriter writer(
      Path at, SegmentFolder.Opener opener, Fsync fsync, long segmentBytes, long totalBytes) {
    return new SegmentWriter(
        new SegmentFolder(at, opener),
        Events.settings(at, fsync, segmentBytes, totalBytes),
        () -> now,
        new FeedbackMeters(meters));
  }

  private static ByteBuffer lines(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
