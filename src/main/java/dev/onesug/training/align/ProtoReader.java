package dev.onesug.training.align;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks the fields of one protobuf message.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the wire format</a>
 */
final class ProtoReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final ByteBuffer message;
  private int field;
  private int wireType;
  private long number;
  private ByteBuffer bytes = ByteBuffer.allocate(0);

  ProtoReader(ByteBuffer message) {
    this.message = message.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Moves to the next field.
   *
   * @return false at the end of the message
   * @throws IllegalStateException if the bytes are not protobuf
   */
  boolean next() {
    if (!message.hasRemaining()) {
      return false;
    }
    long key = varint(message);
    field = (int) (key >>> 3);
    wireType = (int) (key & 7);
    switch (wireType) {
      case VARINT -> number = varint(message);
      case FIXED64 -> number = message.getLong();
      case FIXED32 -> number = message.getInt();
      case BYTES -> bytes = take(varint(message));
      default ->
          throw new IllegalStateException("wire type: " + wireType + " (expected: 0, 1, 2 or 5)");
    }
    return true;
  }

  private ByteBuffer take(long length) {
    if (length < 0 || length > message.remaining()) {
      throw new IllegalStateException(
          "length: " + length + " (expected: at most " + message.remaining() + ")");
    }
    ByteBuffer taken = message.slice(message.position(), (int) length);
    message.position(message.position() + (int) length);
    return taken.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The number of the current field. */
  int field() {
    return field;
  }

  long number() {
    return number;
  }

  /** The field's content: raw bytes, a string, or another message. */
  ByteBuffer bytes() {
    return bytes;
  }

  String string() {
    return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }

  /** Repeated integers, whether packed into one field or not. */
  long[] numbers() {
    if (wireType != BYTES) {
      return new long[] {number};
    }
    ByteBuffer packed = bytes.duplicate();
    long[] numbers = new long[packed.remaining()];
    int count = 0;
    while (packed.hasRemaining()) {
      numbers[count++] = varint(packed);
    }
    return Arrays.copyOf(numbers, count);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte part = in.get();
      value |= (long) (part & 0x7F) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new IllegalStateException("varint: longer than 10 bytes");
  }
}
