package dev.onesug.model.tensor;

import ai.djl.ndarray.types.DataType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The safetensors format: 8 bytes of header length, a JSON header of name, type, shape and offsets,
 * then the raw numbers, little endian.
 *
 * @see <a href="https://github.com/huggingface/safetensors">the format</a>
 */
public final class SafeTensors {
  static final JsonMapper JSON = JsonMapper.builder().build();
  static final String METADATA = "__metadata__";

  /** How numbers are stored. Reading widens both to fp32. */
  public enum Precision {
    F16(2, DataType.FLOAT16),
    F32(4, DataType.FLOAT32);

    private final int bytes;
    private final DataType inEngine;

    Precision(int bytes, DataType inEngine) {
      this.bytes = bytes;
      this.inEngine = inEngine;
    }

    /** Of one number. */
    int bytes() {
      return bytes;
    }

    DataType inEngine() {
      return inEngine;
    }
  }

  private SafeTensors() {}

  /**
   * Copies all tensors of a file to the heap, in the order of its header.
   *
   * @throws IOException as {@link TensorFile#open}
   */
  public static Map<String, HostTensor> read(Path file) throws IOException {
    try (TensorFile stored = TensorFile.open(file)) {
      Map<String, HostTensor> tensors = new LinkedHashMap<>();
      stored.tensors().forEach((name, tensor) -> tensors.put(name, tensor.toHost()));
      return tensors;
    }
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
