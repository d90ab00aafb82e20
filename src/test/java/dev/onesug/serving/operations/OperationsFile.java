package dev.onesug.serving.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file below {@code docker/}.
 *
 * @param path below that folder
 */
public record OperationsFile(String path) {
  private static final Path FOLDER = Path.of("docker");
  private static final JsonMapper JSON = new JsonMapper();

  String text() {
    return read(FOLDER.resolve(path));
  }

  /** The documents of a file of YAML, or of JSON, which is YAML, too. */
  List<JsonNode> documents() {
    return StreamSupport.stream(new Yaml().loadAll(text()).spliterator(), false)
        .map(document -> JSON.<JsonNode>valueToTree(document))
        .toList();
  }

  JsonNode document() {
    return documents().get(0);
  }

  /** The files of a folder, by name. */
  static List<OperationsFile> in(String folder) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> new OperationsFile(folder + "/" + file.getFileName()))
          .sorted((a, b) -> a.path().compareTo(b.path()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file beside the folder, such as the service's own settings. */
  static JsonNode yamlOf(Path file) {
    return JSON.valueToTree(new Yaml().load(read(file)));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
