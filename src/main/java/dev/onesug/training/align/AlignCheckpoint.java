package dev.onesug.training.align;

import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.SafeTensors;
import dev.onesug.model.tensor.SafeTensors.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where an unfinished training stands, in one file that is replaced in one move.
 *
 * @param weights of the encoder
 * @param moments of the optimiser
 * @param steps done
 * @param seconds that they took
 * @param loss smoothed over the last steps
 */
record AlignCheckpoint(
    Map<String, HostTensor> weights,
    Map<String, HostTensor> moments,
    int steps,
    double seconds,
    double loss) {
  private static final String FILE = "checkpoint.safetensors";
  private static final String WEIGHTS = "weights/";
  private static final String MOMENTS = "moments/";
  private static final String POSITION = "position";

  static boolean exists(Path folder) {
    return Files.exists(folder.resolve(FILE));
  }

  static AlignCheckpoint read(Path folder) throws IOException {
    Map<String, HostTensor> all = SafeTensors.read(folder.resolve(FILE));
    HostTensor position = all.get(POSITION);
    if (position == null || position.values().length != 3) {
      throw new IOException(folder.resolve(FILE) + ": no position (expected: an align checkpoint)");
    }
    float[] values = position.values();
    return new AlignCheckpoint(
        under(all, WEIGHTS), under(all, MOMENTS), (int) values[0], values[1], values[2]);
  }

  private static Map<String, HostTensor> under(Map<String, HostTensor> all, String group) {
    Map<String, HostTensor> members = new LinkedHashMap<>();
    all.forEach(
        (name, tensor) -> {
          if (name.startsWith(group)) {
            members.put(name.substring(group.length()), tensor);
          }
        });
    return members;
  }

  void write(Path folder) throws IOException {
    Map<String, HostTensor> all = new LinkedHashMap<>();
    weights.forEach((name, tensor) -> all.put(WEIGHTS + name, tensor));
    moments.forEach((name, tensor) -> all.put(MOMENTS + name, tensor));
    // A float counts steps exactly up to 16 million.
    all.put(POSITION, HostTensor.of(new float[] {steps, (float) seconds, (float) loss}, 3));
    Path partial = folder.resolve(FILE + ".partial");
    SafeTensors.write(partial, all, Precision.F32);
    Files.move(
        partial,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }
}
