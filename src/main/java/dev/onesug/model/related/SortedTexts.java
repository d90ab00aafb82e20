package dev.onesug.model.related;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Different texts in the order of their UTF-8 bytes, which is the order of code points: a text's
 * position is its id, and the texts that begin alike are a range.
 */
final class SortedTexts {
  /** The order of texts, bytes taken as unsigned. */
  static final Comparator<String> ORDER =
      Comparator.comparing(SortedTexts::utf8, Arrays::compareUnsigned);

  private final IntBuffer offsets;
  private final ByteBuffer bytes;

  SortedTexts(IndexFile file, String name) {
    this.offsets = file.ints(name + ".offsets");
    this.bytes = file.bytes(name + ".bytes");
  }

  /**
   * @throws IllegalArgumentException if two texts are equal or not in order
   */
  static void put(IndexFile file, String name, List<String> texts) {
    for (int i = 1; i < texts.size(); i++) {
      if (ORDER.compare(texts.get(i - 1), texts.get(i)) >= 0) {
        throw new IllegalArgumentException(
            name + ": \"" + texts.get(i) + "\" (expected: each once, in order)");
      }
    }
    int[] offsets = new int[texts.size() + 1];
    for (int i = 0; i < texts.size(); i++) {
      offsets[i + 1] = Math.addExact(offsets[i], utf8(texts.get(i)).length);
    }
    ByteBuffer bytes = IndexFile.buffer(offsets[texts.size()]);
    texts.forEach(text -> bytes.put(utf8(text)));
    file.putInts(name + ".offsets", offsets);
    file.put(name + ".bytes", bytes);
  }

  int size() {
    return offsets.capacity() - 1;
  }

  String text(int id) {
    byte[] text = new byte[offsets.get(id + 1) - offsets.get(id)];
    bytes.get(offsets.get(id), text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** The id of a text, or -1. */
  int find(String text) {
    byte[] wanted = utf8(text);
    int id = firstFrom(wanted, false);
    return id < size()
            && offsets.get(id + 1) - offsets.get(id) == wanted.length
            && compareStart(id, wanted) == 0
        ? id
        : -1;
  }

  /** The texts that begin with a prefix; all of them if it is empty. */
  Range startingWith(String prefix) {
    byte[] wanted = utf8(prefix);
    return new Range(firstFrom(wanted, false), firstFrom(wanted, true));
  }

  /** The first text that starts at or after the prefix, or, if {@code beyond}, after it. */
  private int firstFrom(byte[] prefix, boolean beyond) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = compareStart(middle, prefix);
      if (beyond ? order > 0 : order >= 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Compares no more of the text than the prefix is long. */
  private int compareStart(int id, byte[] prefix) {
    return compareRotated(id, 0, prefix);
  }

  /**
   * As if the text began at a later word, and a blank and what stands before that word came behind:
   * compares no more than the prefix is long.
   *
   * @param start of the word, in bytes; 0 for the text as it is
   */
  int compareRotated(int id, int start, byte[] prefix) {
    int begin = offsets.get(id);
    int length = offsets.get(id + 1) - begin;
    // The blank before the word is the one between the halves; where there is none, one comes in.
    int rotatedLength =
        start > 0 && bytes.get(begin + start - 1) != (byte) ' ' ? length + 1 : length;
    for (int i = 0; i < prefix.length; i++) {
      if (i == rotatedLength) {
        return -1;
      }
      int order = Byte.compareUnsigned(rotated(begin, length, start, i), prefix[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private byte rotated(int begin, int length, int start, int place) {
    int at = start + place;
    if (at < length) {
      return bytes.get(begin + at);
    }
    return at == length ? (byte) ' ' : bytes.get(begin + at - length - 1);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
