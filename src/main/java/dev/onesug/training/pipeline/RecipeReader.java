package dev.onesug.training.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a recipe and refuses what it does not know, so that a misspelt key is never silently a
 * default.
 */
final class RecipeReader {
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private RecipeReader() {}

  /**
   * @throws RecipeException if the file is not YAML, or a key or value breaks a rule; the message
   *     names file, key, value and rule
   */
  static Recipe read(Path file) throws IOException {
    try {
      Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
      if (!(tree instanceof Map<?, ?> map)) {
        throw new RecipeException(file + ": not a recipe (expected: keys and values)");
      }
      return STRICT.convertValue(map, Recipe.class);
    } catch (YAMLException e) {
      throw new RecipeException(file + ": not YAML: " + e.getMessage());
    } catch (UnrecognizedPropertyException e) {
      throw new RecipeException(
          file
              + ": unknown key: "
              + e.getPropertyName()
              + " (expected: one of "
              + e.getKnownPropertyIds()
              + ")");
    } catch (JacksonException e) {
      throw new RecipeException(file + ": " + rootMessage(e));
    }
  }

  /** The rule that a settings record was refused by, without the wrapping. */
  private static String rootMessage(JacksonException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message =
        String.valueOf(
            cause instanceof JacksonException json
                ? json.getOriginalMessage()
                : cause.getMessage());
    String key =
        e.getPath().stream()
            .map(step -> String.valueOf(step.getPropertyName()))
            .collect(Collectors.joining("."));
    return key.isEmpty() ? message : key + ": " + message;
  }
}
