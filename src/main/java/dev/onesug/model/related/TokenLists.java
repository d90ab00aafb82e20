package dev.onesug.model.related;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

/** The token ids of each query, in 16 bits where the vocabulary allows it. */
final class TokenLists {
  private static final int LARGEST_SHORT = 0xFFFF;

  private final IntBuffer offsets;
  private final ByteBuffer tokens;
  private final int width;

  TokenLists(IndexFile file) {
    this.offsets = file.ints("tokens.offsets");
    this.tokens = file.bytes("tokens");
    int total = offsets.get(offsets.capacity() - 1);
    this.width = total == 0 ? Short.BYTES : tokens.capacity() / total;
  }

  static void put(IndexFile file, int[][] lists) {
    int[] offsets = new int[lists.length + 1];
    int largest = 0;
    for (int i = 0; i < lists.length; i++) {
      offsets[i + 1] = Math.addExact(offsets[i], lists[i].length);
      largest = Math.max(largest, Arrays.stream(lists[i]).max().orElse(0));
    }
    int width = largest > LARGEST_SHORT ? Integer.BYTES : Short.BYTES;
    ByteBuffer tokens = IndexFile.buffer(Math.multiplyExact(offsets[lists.length], width));
    for (int[] list : lists) {
      for (int token : list) {
        if (width == Short.BYTES) {
          tokens.putShort((short) token);
        } else {
          tokens.putInt(token);
        }
      }
    }
    file.putInts("tokens.offsets", offsets);
    file.put("tokens", tokens);
  }

  int[] tokens(int id) {
    int begin = offsets.get(id);
    int[] list = new int[offsets.get(id + 1) - begin];
    for (int i = 0; i < list.length; i++) {
      int at = (begin + i) * width;
      list[i] = width == Short.BYTES ? tokens.getShort(at) & LARGEST_SHORT : tokens.getInt(at);
    }
    return list;
  }
}
