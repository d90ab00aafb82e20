package dev.onesug.model.tensor;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The safetensors format: 8 bytes of header length, a JSON header of name, type, shape and offsets,
 * then the raw numbers, little endian.
 *
 * @see <a href="https://github.com/huggingface/safetensors">the format</a>
 */
public final class SafeTensors {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_HEADER_BYTES = 100_000_000;
  private static final String METADATA = "__metadata__";

  /** How numbers are stored. Reading widens both to fp32. */
  public enum Precision {
    F16(2),
    F32(4);

    private final int bytes;

    Precision(int bytes) {
      this.bytes = bytes;
    }
  }

  private SafeTensors() {}

  /**
   * Reads all tensors of a file, in the order of its header.
   *
   * @throws IOException if the file cannot be read, is cut, or holds a type other than F16, BF16 or
   *     F32; it names the file
   */
  public static Map<String, HostTensor> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer bytes =
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
              .order(ByteOrder.LITTLE_ENDIAN);
      if (bytes.remaining() < Long.BYTES) {
        throw new IOException(
            file + ": " + bytes.remaining() + " bytes (expected: a safetensors header of 8 bytes)");
      }
      long headerBytes = bytes.getLong();
      if (headerBytes < 2 || headerBytes > Math.min(MAX_HEADER_BYTES, bytes.remaining())) {
        throw new IOException(
            file
                + ": header of "
                + headerBytes
                + " bytes (expected: 2.."
                + bytes.remaining()
                + ")");
      }
      byte[] header = new byte[(int) headerBytes];
      bytes.get(header);
      return readAll(file, JSON.readTree(header), bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
    } catch (JacksonException e) {
      throw new IOException(file + ": the safetensors header is not JSON", e);
    }
  }

  private static Map<String, HostTensor> readAll(Path file, JsonNode header, ByteBuffer data)
      throws IOException {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (!entry.getKey().equals(METADATA)) {
        tensors.put(entry.getKey(), readOne(file, entry.getKey(), entry.getValue(), data));
      }
    }
    return tensors;
  }

  private static HostTensor readOne(Path file, String name, JsonNode description, ByteBuffer data)
      throws IOException {
    String type = description.path("dtype").asString("");
    int width =
        switch (type) {
          case "F32" -> 4;
          case "F16", "BF16" -> 2;
          default ->
              throw new IOException(
                  file + ": tensor " + name + ": type " + type + " (expected: F32, F16 or BF16)");
        };
    long[] shape = new long[description.path("shape").size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = description.path("shape").get(i).asLong();
    }
    long begin = description.path("data_offsets").path(0).asLong(-1);
    long end = description.path("data_offsets").path(1).asLong(-1);
    float[] values = new float[HostTensor.size(shape)];
    if (begin < 0 || end > data.capacity() || end - begin != (long) values.length * width) {
      throw new IOException(
          file
              + ": tensor "
              + name
              + ": bytes "
              + begin
              + ".."
              + end
              + " (expected: "
              + (long) values.length * width
              + " bytes within "
              + data.capacity()
              + "; the file is cut or altered)");
    }
    ByteBuffer slice = data.slice((int) begin, (int) (end - begin)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case "F32" -> slice.getFloat();
            case "F16" -> HalfFloat.toFloat(slice.getShort());
            default -> Float.intBitsToFloat(slice.getShort() << 16);
          };
    }
    return new HostTensor(shape, values);
  }

  /** Writes a file anew. The caller makes it durable and visible. */
  public static void write(Path file, Map<String, HostTensor> tensors, Precision precision)
      throws IOException {
    ObjectNode header = JSON.createObjectNode();
    // Hugging Face's loader refuses a file that does not say that its layout is PyTorch's.
    header.putObject(METADATA).put("format", "pt");
    long offset = 0;
    for (Map.Entry<String, HostTensor> entry : tensors.entrySet()) {
      HostTensor tensor = entry.getValue();
      long bytes = (long) tensor.values().length * precision.bytes;
      ObjectNode description = header.putObject(entry.getKey());
      description.put("dtype", precision.name());
      var shape = description.putArray("shape");
      for (long dimension : tensor.shape()) {
        shape.add(dimension);
      }
      description.putArray("data_offsets").add(offset).add(offset + bytes);
      offset += bytes;
    }
    byte[] json = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
    // Padding to 8 bytes keeps the numbers aligned for readers that map the file.
    int padded = (json.length + 7) / 8 * 8;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(padded).array());
      out.write(json);
      out.write(" ".repeat(padded - json.length).getBytes(StandardCharsets.US_ASCII));
      for (HostTensor tensor : tensors.values()) {
        out.write(encode(tensor.values(), precision));
      }
    }
  }

  private static byte[] encode(float[] values, Precision precision) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * precision.bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      if (precision == Precision.F16) {
        buffer.putShort(HalfFloat.fromFloat(value));
      } else {
        buffer.putFloat(value);
      }
    }
    return buffer.array();
  }
}
