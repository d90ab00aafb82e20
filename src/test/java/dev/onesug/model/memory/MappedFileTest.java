package dev.onesug.model.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MappedFileTest {
  @TempDir Path folder;

  @Test
  void bytes_areThoseOfTheFileInLittleEndian() throws IOException {
    Path file = Files.write(folder.resolve("numbers"), new byte[] {1, 2, 0, 0, 9});

    try (MappedFile mapped = MappedFile.open(file)) {
      assertThat(mapped.bytes().remaining()).isEqualTo(5);
      assertThat(mapped.bytes().getInt()).isEqualTo(0x0201);
      assertThat(mapped.bytes().get(4)).isEqualTo((byte) 9);
    }
  }

  @Test
  void open_emptyFile_hasNoBytes() throws IOException {
    try (MappedFile mapped = MappedFile.open(Files.createFile(folder.resolve("empty")))) {
      assertThat(mapped.bytes().hasRemaining()).isFalse();
    }
  }

  @Test
  void open_noFile_namesIt() {
    assertThatThrownBy(() -> MappedFile.open(folder.resolve("nowhere")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void close_mapping_isGoneAtOnce() throws IOException {
    Path file = Files.write(folder.resolve("mapped-and-gone"), new byte[100_000]);
    MappedFile mapped = MappedFile.open(file);
    assertThat(maps()).contains("mapped-and-gone");

    mapped.close();
    mapped.close();

    assertThat(maps()).doesNotContain("mapped-and-gone");
  }

  private static String maps() throws IOException {
    return Files.readString(Path.of("/proc/self/maps"));
  }
}
