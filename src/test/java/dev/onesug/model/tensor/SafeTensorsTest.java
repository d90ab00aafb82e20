package dev.onesug.model.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.tensor.SafeTensors.Precision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {
  @TempDir Path folder;

  private static Map<String, HostTensor> sample() {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    tensors.put(
        "matrix", HostTensor.of(new float[] {0f, -1.5f, 65504f, 0x1p-24f, 1f / 3, -0f}, 2, 3));
    tensors.put("scalar", HostTensor.of(new float[] {7f}));
    return tensors;
  }

  @Test
  void write_f32_readsBackTheSame() throws IOException {
    Path file = folder.resolve("model.safetensors");
    SafeTensors.write(file, sample(), Precision.F32);
    assertThat(SafeTensors.read(file)).containsExactlyEntriesOf(sample());
  }

  @Test
  void write_f16_roundsToNearest() throws IOException {
    Path file = folder.resolve("model.safetensors");
    SafeTensors.write(file, sample(), Precision.F16);
    assertThat(SafeTensors.read(file).get("matrix").values())
        .containsExactly(0f, -1.5f, 65504f, 0x1p-24f, 0.33325195f, -0f);
  }

  @Test
  void halfFloat_everyPattern_survivesTheRoundTrip() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = HalfFloat.toFloat((short) bits);
      if (!Float.isNaN(value)) {
        assertThat(HalfFloat.fromFloat(value)).isEqualTo((short) bits);
      }
    }
    assertThat(HalfFloat.toFloat(HalfFloat.fromFloat(Float.NaN))).isNaN();
    assertThat(HalfFloat.toFloat(HalfFloat.fromFloat(65520f))).isInfinite();
  }

  @Test
  void read_cutFile_namesFileAndTensor() throws IOException {
    Path file = folder.resolve("cut.safetensors");
    SafeTensors.write(file, sample(), Precision.F32);
    byte[] all = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(all, all.length - 8));
    assertThatThrownBy(() -> SafeTensors.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cut.safetensors")
        .hasMessageContaining("tensor");
  }

  @Test
  void read_garbage_isAnIoException() throws IOException {
    Path file = folder.resolve("garbage.safetensors");
    for (byte[] content :
        new byte[][] {
          {}, {1, 2, 3}, "not a safetensors file at all".getBytes(StandardCharsets.UTF_8)
        }) {
      Files.write(file, content);
      assertThatThrownBy(() -> SafeTensors.read(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("garbage");
    }
  }
}
