package dev.onesug.serving.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReplacementTest {
  @TempDir Path folder;

  @Test
  void write_newFile_isThereAlone() throws IOException {
    FileReplacement.write(folder.resolve("a.json"), "one".getBytes(UTF_8));

    assertThat(folder.resolve("a.json")).hasContent("one");
    assertThat(folder.toFile().list()).containsExactly("a.json");
  }

  @Test
  void write_longerFileThere_takesItsPlaceWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "longer than what comes");

    FileReplacement.write(file, "new".getBytes(UTF_8));

    assertThat(file).hasContent("new");
  }

  @Test
  void write_placeTaken_leavesWhatIsThere() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("a.json"));
    Files.writeString(taken.resolve("inside"), "here");

    assertThatThrownBy(() -> FileReplacement.write(taken, "new".getBytes(UTF_8)))
        .isInstanceOf(IOException.class);

    assertThat(taken.resolve("inside")).hasContent("here");
    assertThat(folder.toFile().list()).containsExactly("a.json");
  }
}
