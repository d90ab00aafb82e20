package dev.onesug.model.tensor;

import dev.onesug.model.memory.MappedFile;
import dev.onesug.model.tensor.SafeTensors.Precision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A safetensors file, mapped: its tensors are read where they stand, and good until it closes. */
public final class TensorFile implements AutoCloseable {
  private static final int MAX_HEADER_BYTES = 100_000_000;
  private static final String BRAIN_FLOAT = "BF16";

  private final MappedFile mapped;
  private final Map<String, StoredTensor> tensors;

  private TensorFile(MappedFile mapped, Map<String, StoredTensor> tensors) {
    this.mapped = mapped;
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /**
   * Maps a file and reads its header.
   *
   * @throws IOException if the file cannot be read, is cut, or holds a type other than F16, BF16 or
   *     F32; it names the file
   */
  public static TensorFile open(Path file) throws IOException {
    MappedFile mapped = MappedFile.open(file);
    try {
      return new TensorFile(mapped, all(file, mapped.bytes()));
    } catch (JacksonException e) {
      mapped.close();
      throw new IOException(file + ": the safetensors header is not JSON", e);
    } catch (IOException | RuntimeException e) {
      mapped.close();
      throw e;
    }
  }

  /** Name to tensor, in the order of the header. */
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  @Override
  public void close() {
    mapped.close();
  }

  private static Map<String, StoredTensor> all(Path file, ByteBuffer bytes) throws IOException {
    if (bytes.remaining() < Long.BYTES) {
      throw new IOException(
          "%s: %d bytes (expected: a safetensors header of 8 bytes)"
              .formatted(file, bytes.remaining()));
    }
    long headerBytes = bytes.getLong();
    if (headerBytes < 2 || headerBytes > Math.min(MAX_HEADER_BYTES, bytes.remaining())) {
      throw new IOException(
          "%s: header of %d bytes (expected: 2..%d)"
              .formatted(file, headerBytes, bytes.remaining()));
    }
    byte[] header = new byte[(int) headerBytes];
    bytes.get(header);
    ByteBuffer data = bytes.slice();
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : SafeTensors.JSON.readTree(header).properties()) {
      if (!entry.getKey().equals(SafeTensors.METADATA)) {
        String where = file + ": tensor " + entry.getKey();
        tensors.put(entry.getKey(), one(where, entry.getValue(), data));
      }
    }
    return tensors;
  }

  private static StoredTensor one(String where, JsonNode description, ByteBuffer data)
      throws IOException {
    String type = description.path("dtype").asString("");
    long[] shape = new long[description.path("shape").size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = description.path("shape").get(i).asLong();
    }
    long begin = description.path("data_offsets").path(0).asLong(-1);
    long end = description.path("data_offsets").path(1).asLong(-1);
    long length = (long) HostTensor.size(shape) * width(where, type);
    if (begin < 0 || end > data.capacity() || end - begin != length) {
      throw new IOException(
          "%s: bytes %d..%d (expected: %d bytes within %d; the file is cut or altered)"
              .formatted(where, begin, end, length, data.capacity()));
    }
    ByteBuffer bytes = data.slice((int) begin, (int) length);
    return type.equals(BRAIN_FLOAT)
        ? new StoredTensor(shape, Precision.F32, widened(bytes))
        : new StoredTensor(shape, Precision.valueOf(type), bytes);
  }

  private static int width(String where, String type) throws IOException {
    return switch (type) {
      case "F32" -> Precision.F32.bytes();
      case "F16", BRAIN_FLOAT -> Precision.F16.bytes();
      default -> throw new IOException(where + ": type " + type + " (expected: F32, F16 or BF16)");
    };
  }

  /** The upper halves of numbers in 32 bits, which the engine's Java side cannot take as such. */
  private static ByteBuffer widened(ByteBuffer upperHalves) {
    ByteBuffer wide =
        ByteBuffer.allocate(2 * upperHalves.capacity()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < upperHalves.capacity(); i += Short.BYTES) {
      wide.put(2 * i + 2, upperHalves.get(i)).put(2 * i + 3, upperHalves.get(i + 1));
    }
    return wide;
  }
}
