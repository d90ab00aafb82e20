package dev.onesug.model.related;

import dev.onesug.model.memory.MappedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Named sections of numbers in one file, little endian: a header of 32 bytes, a table of 40 bytes a
 * section, then the sections, each at a multiple of 8 bytes.
 *
 * <pre>
 * header  magic "ONESUGIX", version int, sections int, file length long, CRC-32C int, zero int
 * table   name 24 bytes (ASCII, zeros behind), offset long, length long
 * </pre>
 *
 * The checksum covers everything behind the header. It is verified on opening, so that later reads
 * can trust what the numbers say.
 */
final class IndexFile implements AutoCloseable {
  private static final byte[] MAGIC = "ONESUGIX".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 3;
  private static final int HEADER_BYTES = 32;
  private static final int NAME_BYTES = 24;
  private static final int ENTRY_BYTES = NAME_BYTES + 16;
  private static final int MAX_SECTIONS = 1000;

  private final Map<String, ByteBuffer> sections = new LinkedHashMap<>();
  private final @Nullable MappedFile mapped;

  /** An empty one, to be filled and written. */
  IndexFile() {
    this(null);
  }

  private IndexFile(@Nullable MappedFile mapped) {
    this.mapped = mapped;
  }

  /**
   * Maps a file; closing gives it back, and nobody may read a section of it after that.
   *
   * @throws IOException if it cannot be read, is cut, altered or of another version; it names the
   *     file
   */
  static IndexFile open(Path path) throws IOException {
    MappedFile mapped = MappedFile.open(path);
    try {
      return read(path, mapped);
    } catch (IOException | RuntimeException e) {
      mapped.close();
      throw e;
    }
  }

  private static IndexFile read(Path path, MappedFile mapped) throws IOException {
    ByteBuffer file = mapped.bytes();
    if (file.capacity() < HEADER_BYTES) {
      throw new IOException(
          "%s: %d bytes (expected: at least %d)".formatted(path, file.capacity(), HEADER_BYTES));
    }
    if (!file.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      throw new IOException(path + ": not an index of queries (its first 8 bytes are others)");
    }
    int version = file.getInt(8);
    int count = file.getInt(12);
    long length = file.getLong(16);
    if (version != VERSION) {
      throw new IOException("%s: version %d (expected: %d)".formatted(path, version, VERSION));
    }
    if (length != file.capacity()) {
      throw new IOException(
          "%s: %d bytes (expected: %d; the file is cut)".formatted(path, file.capacity(), length));
    }
    int checksum = checksum(file.slice(HEADER_BYTES, file.capacity() - HEADER_BYTES));
    if (checksum != file.getInt(24) || count < 0 || count > MAX_SECTIONS) {
      throw new IOException(
          "%s: checksum %08x (expected: %08x; the file is altered)"
              .formatted(path, checksum, file.getInt(24)));
    }
    IndexFile index = new IndexFile(mapped);
    for (int i = 0; i < count; i++) {
      index.readEntry(file, HEADER_BYTES + i * ENTRY_BYTES);
    }
    return index;
  }

  private void readEntry(ByteBuffer file, int entry) {
    byte[] name = new byte[NAME_BYTES];
    file.get(entry, name);
    int offset = Math.toIntExact(file.getLong(entry + NAME_BYTES));
    int length = Math.toIntExact(file.getLong(entry + NAME_BYTES + 8));
    sections.put(
        new String(name, StandardCharsets.US_ASCII).replace("\0", ""),
        file.slice(offset, length).order(ByteOrder.LITTLE_ENDIAN));
  }

  /**
   * Writes a file anew. The caller makes it durable and visible.
   *
   * @throws IOException if it cannot be written, or would reach 2 GiB
   */
  void write(Path path) throws IOException {
    long offset = HEADER_BYTES + (long) sections.size() * ENTRY_BYTES;
    ByteBuffer table = buffer(sections.size() * ENTRY_BYTES);
    for (Map.Entry<String, ByteBuffer> section : sections.entrySet()) {
      int length = section.getValue().capacity();
      byte[] name = section.getKey().getBytes(StandardCharsets.US_ASCII);
      table.put(name).position(table.position() + NAME_BYTES - name.length);
      table.putLong(offset).putLong(length);
      offset += aligned(length);
    }
    if (offset > Integer.MAX_VALUE) {
      throw new IOException(
          "%s: %d bytes (expected: at most %d)".formatted(path, offset, Integer.MAX_VALUE));
    }
    ByteBuffer file = buffer((int) offset);
    file.position(HEADER_BYTES);
    file.put(table.flip());
    for (ByteBuffer section : sections.values()) {
      file.put(section.duplicate().clear());
      file.position((int) aligned(file.position()));
    }
    int checksum = checksum(file.slice(HEADER_BYTES, file.capacity() - HEADER_BYTES));
    file.position(0);
    file.put(MAGIC).putInt(VERSION).putInt(sections.size()).putLong(offset).putInt(checksum);
    writeAll(path, file.clear());
  }

  private static void writeAll(Path path, ByteBuffer bytes) throws IOException {
    Files.deleteIfExists(path);
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  private static long aligned(long length) {
    return (length + 7) / 8 * 8;
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Adds or replaces a section: all bytes of the buffer, which is not copied. */
  void put(String name, ByteBuffer content) {
    if (name.length() > NAME_BYTES) {
      throw new IllegalArgumentException(
          "section: " + name + " (expected: at most " + NAME_BYTES + " characters)");
    }
    sections.put(name, content);
  }

  void putInts(String name, int... values) {
    ByteBuffer content = buffer(Math.multiplyExact(values.length, Integer.BYTES));
    content.asIntBuffer().put(values);
    put(name, content);
  }

  void putShorts(String name, short[] values) {
    ByteBuffer content = buffer(Math.multiplyExact(values.length, Short.BYTES));
    content.asShortBuffer().put(values);
    put(name, content);
  }

  void putFloats(String name, float[] values) {
    ByteBuffer content = buffer(Math.multiplyExact(values.length, Float.BYTES));
    content.asFloatBuffer().put(values);
    put(name, content);
  }

  /**
   * @throws IllegalArgumentException if there is no such section
   */
  ByteBuffer bytes(String name) {
    ByteBuffer section = sections.get(name);
    if (section == null) {
      throw new IllegalArgumentException(
          "section: " + name + " is absent (there are: " + sections.keySet() + ")");
    }
    return section;
  }

  IntBuffer ints(String name) {
    return bytes(name).asIntBuffer();
  }

  ShortBuffer shorts(String name) {
    return bytes(name).asShortBuffer();
  }

  FloatBuffer floats(String name) {
    return bytes(name).asFloatBuffer();
  }

  @Override
  public void close() {
    if (mapped != null) {
      mapped.close();
    }
  }
}
