package dev.onesug.model.memory;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A file in memory, given back on closing: the collector might come by only hours later, because
 * what it sees of a mapping is a few bytes. One that nobody closes is left to the collector.
 *
 * <p>Whoever reads the bytes after closing takes the process down. The owner closes it when nobody
 * can read any more, and not before.
 */
public final class MappedFile implements AutoCloseable {
  /** Java 22 has an arena for this; of Java 17 it is the one way. Null where there is none. */
  private static final @Nullable MethodHandle UNMAP = unmap();

  private final ByteBuffer bytes;
  private final AtomicBoolean closed = new AtomicBoolean();

  private MappedFile(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /**
   * Maps a whole file.
   *
   * @throws IOException if it cannot be read, or has 2 GiB or more; it names the file
   */
  public static MappedFile open(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      long length = channel.size();
      if (length > Integer.MAX_VALUE) {
        throw new IOException(
            "%s: %d bytes (expected: at most %d)".formatted(path, length, Integer.MAX_VALUE));
      }
      return new MappedFile(channel.map(FileChannel.MapMode.READ_ONLY, 0, length));
    }
  }

  /** All of it, read-only, little endian; parts of it are good as long as this is open. */
  public ByteBuffer bytes() {
    return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() {
    if (UNMAP != null && !closed.getAndSet(true)) {
      try {
        UNMAP.invokeExact(bytes);
      } catch (Throwable e) {
        throw new IllegalStateException("a mapped file cannot be given back", e);
      }
    }
  }

  private static @Nullable MethodHandle unmap() {
    try {
      Class<?> unsafe = Class.forName("sun.misc.Unsafe");
      Field instance = unsafe.getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      return MethodHandles.lookup()
          .findVirtual(unsafe, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
          .bindTo(instance.get(null));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
