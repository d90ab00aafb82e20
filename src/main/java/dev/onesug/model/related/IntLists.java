package dev.onesug.model.related;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.List;

/** Lists of numbers, one behind the other, in a section, with where each begins in another. */
final class IntLists {
  private final IntBuffer offsets;
  private final IntBuffer values;

  IntLists(IndexFile file, String name) {
    this.offsets = file.ints(name + ".offsets");
    this.values = file.ints(name);
  }

  static void put(IndexFile file, String name, List<int[]> lists) {
    int[] offsets = new int[lists.size() + 1];
    for (int i = 0; i < lists.size(); i++) {
      offsets[i + 1] = Math.addExact(offsets[i], lists.get(i).length);
    }
    ByteBuffer content = IndexFile.buffer(Math.multiplyExact(offsets[lists.size()], Integer.BYTES));
    IntBuffer values = content.asIntBuffer();
    lists.forEach(values::put);
    file.putInts(name + ".offsets", offsets);
    file.put(name, content);
  }

  int[] list(int position) {
    int[] list = new int[offsets.get(position + 1) - offsets.get(position)];
    values.get(offsets.get(position), list);
    return list;
  }
}
