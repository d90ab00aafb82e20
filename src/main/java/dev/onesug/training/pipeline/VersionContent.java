package dev.onesug.training.pipeline;

import dev.onesug.model.bundle.BundleWriter;
import dev.onesug.model.tensor.SafeTensors;
import dev.onesug.model.tensor.SafeTensors.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The parts of a model version as the stages left them, halved on the way out: weights are trained
 * in fp32 and stored in fp16.
 *
 * @param parts name in the version to folder of the run
 */
record VersionContent(Map<String, Path> parts) implements BundleWriter.Content {

  @Override
  public void writeTo(Path version) throws IOException {
    for (Map.Entry<String, Path> part : parts.entrySet()) {
      Path target = version.resolve(part.getKey());
      Files.createDirectories(target);
      for (Path file : files(part.getValue())) {
        copy(file, target.resolve(file.getFileName().toString()));
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (from.toString().endsWith(".safetensors")) {
      SafeTensors.write(to, SafeTensors.read(from), Precision.F16);
    } else {
      Files.copy(from, to);
    }
  }
}
