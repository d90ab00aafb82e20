package dev.onesug.benchmark.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message in protobuf's wire format, written field by field. It holds the bytes it was given
 * without copying them, because weights are large.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the format</a>
 */
final class ProtobufMessage {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;

  private final List<byte[]> parts = new ArrayList<>();
  private int size;

  ProtobufMessage number(int field, long value) {
    append(key(field, VARINT));
    append(varint(value));
    return this;
  }

  ProtobufMessage real(int field, float value) {
    append(key(field, FIXED_32));
    append(ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
    return this;
  }

  ProtobufMessage text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtobufMessage bytes(int field, byte[] value) {
    append(key(field, LENGTH_DELIMITED));
    append(varint(value.length));
    append(value);
    return this;
  }

  /** Adds what a message holds by now. */
  ProtobufMessage message(int field, ProtobufMessage value) {
    append(key(field, LENGTH_DELIMITED));
    append(varint(value.size));
    value.parts.forEach(this::append);
    return this;
  }

  byte[] toByteArray() {
    ByteBuffer all = ByteBuffer.allocate(size);
    parts.forEach(all::put);
    return all.array();
  }

  private void append(byte[] part) {
    parts.add(part);
    size = Math.addExact(size, part.length);
  }

  private static byte[] key(int field, int wireType) {
    return varint((long) field << 3 | wireType);
  }

  /** Seven bits a byte, the lowest first; the highest bit says that more follow. */
  private static byte[] varint(long value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
    return bytes.toByteArray();
  }
}
