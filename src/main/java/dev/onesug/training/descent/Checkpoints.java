package dev.onesug.training.descent;

import dev.onesug.model.seq2seq.Seq2SeqModel;
import dev.onesug.model.tensor.GradientDescent;
import dev.onesug.model.tensor.HostTensor;
import dev.onesug.model.tensor.SafeTensors;
import dev.onesug.model.tensor.SafeTensors.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checkpoints of one training: a folder each, complete from the moment it has its name, of which
 * the newest is kept.
 */
final class Checkpoints {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PREFIX = "step-";
  private static final String UNFINISHED = "unfinished";
  private static final String STATE = "training.json";
  private static final String MOMENTS = "moments.safetensors";

  private final Path folder;

  Checkpoints(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** The folder of the newest checkpoint. */
  Optional<Path> newest() throws IOException {
    return all().stream().reduce((older, newer) -> newer);
  }

  private List<Path> all() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith(PREFIX))
          .sorted(Comparator.comparingLong(Checkpoints::steps))
          .toList();
    }
  }

  private static long steps(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring(PREFIX.length()));
  }

  void write(Seq2SeqModel model, GradientDescent descent, DescentState state) throws IOException {
    Path unfinished = folder.resolve(UNFINISHED);
    delete(unfinished);
    Files.createDirectory(unfinished);
    model.save(unfinished, Precision.F32);
    SafeTensors.write(unfinished.resolve(MOMENTS), descent.state(), Precision.F32);
    Files.write(unfinished.resolve(STATE), JSON.writeValueAsBytes(state));
    Path finished = folder.resolve(PREFIX + state.steps());
    delete(finished);
    Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
    for (Path checkpoint : all()) {
      if (!checkpoint.equals(finished)) {
        delete(checkpoint);
      }
    }
  }

  static DescentState state(Path checkpoint) throws IOException {
    Path file = checkpoint.resolve(STATE);
    try {
      return JSON.readValue(Files.readAllBytes(file), DescentState.class);
    } catch (JacksonException e) {
      throw new IOException(file + ": not the state of a training: " + e.getMessage(), e);
    }
  }

  static Map<String, HostTensor> moments(Path checkpoint) throws IOException {
    return SafeTensors.read(checkpoint.resolve(MOMENTS));
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> entries = Files.walk(tree)) {
        for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(entry);
        }
      }
    }
  }
}
