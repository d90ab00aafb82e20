package dev.onesug.model.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.tensor.SafeTensors.Precision;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorFileTest {
  private static final float[] UPPER = {1, -2.5f, 0.15625f, 3e4f, -0f, 0x1p-14f};
  private static final float[] LOWER = {0, 7, -8, 0.5f, 100, -1e-3f};

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Precision.class)
  void weights_straightFromAFile_areThoseThatPassTheHeap(Precision precision) throws IOException {
    Path file = written(precision);

    try (TensorFile stored = TensorFile.open(file);
        Weights weights =
            Weights.stored(
                Map.of("stack", List.of(tensor(stored, "upper"), tensor(stored, "lower"))),
                "cpu")) {
      HostTensor host =
          StoredTensor.stacked(List.of(tensor(stored, "upper"), tensor(stored, "lower")));
      assertThat(host.shape()).containsExactly(4, 3);
      assertThat(weights.download()).containsExactly(Map.entry("stack", host));
    }
  }

  @Test
  void weights_fileIsClosed_areStillThere() throws IOException {
    Weights weights;
    try (TensorFile stored = TensorFile.open(written(Precision.F32))) {
      weights = Weights.stored(Map.of("upper", List.of(tensor(stored, "upper"))), "cpu");
    }
    try (weights) {
      assertThat(weights.download()).containsExactly(Map.entry("upper", matrix(UPPER)));
    }
  }

  @Test
  void weights_ofZerosOrOfBrainFloats_areWidened() throws IOException {
    Path file =
        written(
            "{\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}  ",
            new byte[] {(byte) 0x80, 0x3f, 0x20, (byte) 0xc0});

    try (TensorFile stored = TensorFile.open(file);
        Weights weights =
            Weights.stored(
                Map.of("b", List.of(tensor(stored, "b"), StoredTensor.zeros(2))), "cpu")) {
      assertThat(tensor(stored, "b").toHost().values()).containsExactly(1, -2.5f);
      assertThat(weights.download().get("b").values()).containsExactly(1, -2.5f, 0, 0);
    }
  }

  @Test
  void isSame_otherNumbersOrShape_isNot() throws IOException {
    try (TensorFile stored = TensorFile.open(written(Precision.F16))) {
      StoredTensor upper = tensor(stored, "upper");
      assertThat(upper.isSame(tensor(stored, "again"))).isTrue();
      assertThat(upper.isSame(tensor(stored, "lower"))).isFalse();
      assertThat(upper.isSame(new StoredTensor(new long[] {3, 2}, upper.type(), upper.bytes())))
          .isFalse();
    }
  }

  @Test
  void open_numberTypeIsOther_namesTensorAndType() throws IOException {
    Path file =
        written("{\"d\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}", new byte[8]);

    assertThatThrownBy(() -> TensorFile.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tensor d: type F64 (expected: F32, F16 or BF16)");
  }

  /** What we never write ourselves. */
  private Path written(String header, byte[] numbers) throws IOException {
    Path file = folder.resolve("foreign.safetensors");
    byte[] ascii = header.getBytes(StandardCharsets.US_ASCII);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(ascii.length).array());
      out.write(ascii);
      out.write(numbers);
    }
    return file;
  }

  private Path written(Precision precision) throws IOException {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    tensors.put("upper", matrix(UPPER));
    tensors.put("lower", matrix(LOWER));
    tensors.put("again", matrix(UPPER));
    Path file = folder.resolve(precision + ".safetensors");
    SafeTensors.write(file, tensors, precision);
    return file;
  }

  private static HostTensor matrix(float[] values) {
    return HostTensor.of(values, 2, 3);
  }

  private static StoredTensor tensor(TensorFile file, String name) {
    return file.tensors().get(name);
  }
}
