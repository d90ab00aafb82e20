package dev.onesug.training.pipeline;

import dev.onesug.training.logs.SampleSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    return read(file, Map.of());
  }

  /**
   * Reads a recipe of which some values are others.
   *
   * @param changes value by key, with dots between the key's levels
   * @throws RecipeException as {@link #read(Path)}, and if the recipe lacks such a key
   */
  static Recipe read(Path file, Map<String, @Nullable Object> changes) throws IOException {
    return of(file, changed(file, withDefault(tree(file)), changes), Recipe.class);
  }

  /** The only default: people's privacy must not hang on a key that an older recipe lacks. */
  private static Map<String, Object> withDefault(Map<String, Object> recipe) {
    if (recipe.get("samples") instanceof Map<?, ?> samples && !samples.containsKey("minUsers")) {
      mutable(samples).put("minUsers", SampleSettings.DEFAULT_MIN_USERS);
    }
    return recipe;
  }

  /** Reads any record as strictly as a recipe. */
  static <T> T read(Path file, Class<T> type) throws IOException {
    return of(file, tree(file), type);
  }

  private static Map<String, Object> tree(Path file) throws IOException {
    try {
      Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
      if (!(tree instanceof Map<?, ?>)) {
        throw new RecipeException(file + ": not a recipe (expected: keys and values)");
      }
      return mutable(tree);
    } catch (YAMLException e) {
      throw new RecipeException(file + ": not YAML: " + e.getMessage());
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> mutable(Object tree) {
    return (Map<String, Object>) tree;
  }

  private static Map<String, Object> changed(
      Path file, Map<String, Object> tree, Map<String, @Nullable Object> changes) {
    changes.forEach(
        (key, value) -> {
          String[] levels = key.split("\\.", -1);
          Map<String, Object> at = tree;
          for (int level = 0; level < levels.length; level++) {
            if (!at.containsKey(levels[level])) {
              throw new RecipeException(
                  file + ": no key " + key + " to change (expected: one that the recipe has)");
            }
            if (level == levels.length - 1) {
              put(at, levels[level], value);
            } else if (at.get(levels[level]) instanceof Map<?, ?> deeper) {
              at = mutable(deeper);
            } else {
              throw new RecipeException(
                  file + ": no key " + key + " to change (expected: one that the recipe has)");
            }
          }
        });
    return tree;
  }

  /** A null is a value of a recipe. */
  @SuppressWarnings("NullAway")
  private static void put(Map<String, Object> tree, String key, @Nullable Object value) {
    tree.put(key, value);
  }

  private static <T> T of(Path file, Map<String, Object> tree, Class<T> type) {
    try {
      return STRICT.convertValue(tree, type);
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
