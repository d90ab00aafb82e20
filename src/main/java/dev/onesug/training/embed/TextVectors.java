package dev.onesug.training.embed;

import dev.onesug.training.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Texts with their unit vectors, on disk: {@code NAME.txt}, a text a line, and {@code NAME.f32},
 * the vectors in the same order, little-endian fp32, mapped in pieces.
 */
public final class TextVectors {
  private static final int CHUNK = 2048;

  private final List<String> texts;
  private final Map<String, Integer> places;
  private final List<ByteBuffer> chunks;
  private final int dimension;

  private TextVectors(List<String> texts, List<ByteBuffer> chunks, int dimension) {
    this.texts = texts;
    this.chunks = chunks;
    this.dimension = dimension;
    this.places = new HashMap<>(texts.size() * 2);
    for (int i = 0; i < texts.size(); i++) {
      places.put(texts.get(i), i);
    }
  }

  /**
   * Embeds texts and writes them. After a cut, what is already written is kept.
   *
   * @param encoder texts to unit vectors of one size
   */
  public static void write(
      Path folder,
      String name,
      List<String> texts,
      Function<List<String>, float[][]> encoder,
      Progress progress)
      throws IOException {
    Files.write(folder.resolve(name + ".txt"), texts);
    try (FileChannel file =
        FileChannel.open(
            folder.resolve(name + ".f32"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      int dimension = encoder.apply(texts.subList(0, Math.min(1, texts.size())))[0].length;
      long chunkBytes = (long) CHUNK * dimension * Float.BYTES;
      int done = (int) (file.size() / chunkBytes) * CHUNK;
      file.position((long) done * dimension * Float.BYTES);
      for (int from = done; from < texts.size(); from += CHUNK) {
        List<String> chunk = texts.subList(from, Math.min(texts.size(), from + CHUNK));
        write(file, encoder.apply(chunk));
        progress.update(from + chunk.size(), texts.size(), name);
      }
    }
  }

  private static void write(FileChannel file, float[][] vectors) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(vectors.length * vectors[0].length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float[] vector : vectors) {
      bytes.asFloatBuffer().put(vector);
      bytes.position(bytes.position() + vector.length * Float.BYTES);
    }
    bytes.flip();
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /**
   * Opens what {@link #write} has written.
   *
   * @throws IOException if a file is absent or the two do not fit together
   */
  public static TextVectors read(Path folder, String name) throws IOException {
    List<String> texts = Files.readAllLines(folder.resolve(name + ".txt"));
    Path vectors = folder.resolve(name + ".f32");
    try (FileChannel file = FileChannel.open(vectors)) {
      if (texts.isEmpty() || file.size() % ((long) texts.size() * Float.BYTES) != 0) {
        throw new IOException(
            vectors
                + ": "
                + file.size()
                + " bytes (expected: a multiple of 4 for each of "
                + texts.size()
                + " texts)");
      }
      int dimension = (int) (file.size() / texts.size() / Float.BYTES);
      long chunkBytes = (long) CHUNK * dimension * Float.BYTES;
      List<ByteBuffer> chunks = new ArrayList<>();
      for (long at = 0; at < file.size(); at += chunkBytes) {
        chunks.add(
            file.map(FileChannel.MapMode.READ_ONLY, at, Math.min(chunkBytes, file.size() - at))
                .order(ByteOrder.LITTLE_ENDIAN));
      }
      return new TextVectors(texts, chunks, dimension);
    }
  }

  public List<String> texts() {
    return texts;
  }

  /** A copy of the vector at a place. */
  public float[] vector(int place) {
    float[] vector = new float[dimension];
    chunks.get(place / CHUNK).asFloatBuffer().get((place % CHUNK) * dimension, vector);
    return vector;
  }

  /**
   * A copy of the vector of a text.
   *
   * @throws IllegalArgumentException if the text is not among them
   */
  public float[] vector(String text) {
    Integer place = places.get(text);
    if (place == null) {
      throw new IllegalArgumentException("text: " + text + " (expected: one that was embedded)");
    }
    return vector(place);
  }

  /** All vectors in order, copied when asked for. */
  public List<float[]> vectors() {
    return new AbstractList<>() {
      @Override
      public float[] get(int place) {
        return vector(place);
      }

      @Override
      public int size() {
        return texts.size();
      }
    };
  }
}
