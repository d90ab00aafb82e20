package dev.onesug.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeReaderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config/recipes/authors-rows.yaml",
        "config/recipes/demo.yaml",
        "config/recipes/queries.yaml",
        "src/test/resources/recipes/tiny.yaml"
      })
  void read_recipesOfTheProject_areWhole(String file) throws IOException {
    Recipe recipe = RecipeReader.read(Path.of(file));
    assertThat(recipe.asMap()).containsKeys("simulate", "align", "seq2seq", "sft", "evaluate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "searches: 1500|searches: -3|searches: -3 (expected: 1 or more)",
        "searches: 1500|serches: 1500|searches",
        "searches: 1500|searches: 1500, serches: 1|unknown key: serches",
        "searches: 1500, |''|searches",
        "levels: 2|levels: two|levels",
        "batchSize: 16|batchSize: 0|batchSize: 0",
        "minUsers: 1|minUsers: 0|minUsers: 0 (expected: 1 or more)",
        "minUsers: 1|minUsers: null|minUsers",
      })
  void read_wrongKeyOrValue_namesIt(String right, String wrong, String named) throws IOException {
    String text = Files.readString(Path.of("src/test/resources/recipes/tiny.yaml"));
    assertThat(text).contains(right);
    Path file = Files.writeString(folder.resolve("wrong.yaml"), text.replace(right, wrong));
    assertThatThrownBy(() -> RecipeReader.read(file))
        .isInstanceOf(RecipeException.class)
        .hasMessageContaining("wrong.yaml")
        .hasMessageContaining(named);
  }

  @Test
  void read_recipeWithoutMinUsers_asksForFive() throws IOException {
    String text = Files.readString(Path.of("src/test/resources/recipes/tiny.yaml"));
    assertThat(text).contains(", minUsers: 1");
    Path file = Files.writeString(folder.resolve("silent.yaml"), text.replace(", minUsers: 1", ""));
    assertThat(RecipeReader.read(file).sampling().minUsers()).isEqualTo(5);
    assertThat(RecipeReader.read(file, Map.of("samples.minUsers", 7)).sampling().minUsers())
        .isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "just text", "a: [", "- 1\n- 2"})
  void read_noRecipe_isRefusedByName(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("broken.yaml"), text);
    assertThatThrownBy(() -> RecipeReader.read(file))
        .isInstanceOf(RecipeException.class)
        .hasMessageContaining("broken.yaml");
  }

  @Test
  void read_absentFile_isAnIoException() {
    assertThatThrownBy(() -> RecipeReader.read(folder.resolve("none.yaml")))
        .isInstanceOf(IOException.class);
  }
}
