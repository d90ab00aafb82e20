package dev.onesug.model.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.onesug.model.decoding.Decoder;
import dev.onesug.model.tensor.DeviceMemory;
import dev.onesug.model.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole program on the device that {@code -Donesug.test.device} names, {@code cuda:0} for
 * example, beside the CPU.
 */
class Seq2SeqDeviceTest {
  private static final String DEVICE = System.getProperty("onesug.test.device", "cpu");

  /** Of different lengths, so that some are padded. */
  private static final List<int[]> INPUTS =
      List.of(new int[] {2, 9, 17, 3, 11}, new int[] {2}, new int[] {2, 7, 3, 3});

  private static final List<int[]> TARGETS =
      List.of(new int[] {20, 9}, new int[] {13, 14, 15}, new int[] {7});

  @TempDir Path folder;
  private Seq2SeqConfig config;

  @BeforeEach
  void write() throws IOException {
    config = TinyModels.config("gelu", true);
    TinyModels.write(folder, config);
  }

  @Test
  void decoder_onTheDevice_asOnTheCpu() throws IOException {
    try (Seq2SeqModel here = Seq2SeqModel.load(folder, "cpu");
        Seq2SeqModel there = Seq2SeqModel.load(folder, DEVICE)) {
      assertThat(searched(there)).containsExactly(searched(here), within(1e-3f));
    }
  }

  /** On a CPU, too: that no method mixes precisions is not a matter of the device. */
  @Test
  void decoder_inHalfPrecision_nextToTheCpu() throws IOException {
    try (Seq2SeqModel here = Seq2SeqModel.load(folder, "cpu");
        Seq2SeqModel there = Seq2SeqModel.loadInHalf(folder, DEVICE)) {
      assertThat(searched(there)).containsExactly(searched(here), within(0.03f));
    }
  }

  @Test
  void losses_onTheDevice_asOnTheCpu() throws IOException {
    Seq2SeqBatch batch = Seq2SeqBatch.of(config, INPUTS, TARGETS);
    float[] biases = new float[batch.targetTokens() * config.vocabularySize()];
    try (Seq2SeqModel here = Seq2SeqModel.load(folder, "cpu");
        Seq2SeqModel there = Seq2SeqModel.load(folder, DEVICE)) {
      assertThat(there.loss(batch)).isCloseTo(here.loss(batch), within(1e-3));
      assertThat(there.targetLogProbs(batch, biases))
          .containsExactly(here.targetLogProbs(batch, biases), within(1e-3f));
    }
  }

  @Test
  void memory_modelIsLoaded_isCountedByTheDriver() throws IOException {
    assumeThat(TensorEngine.isGpu(DEVICE)).isTrue();
    try (Seq2SeqModel there = Seq2SeqModel.load(folder, DEVICE)) {
      searched(there);
      DeviceMemory memory = DeviceMemory.of(DEVICE);

      assertThat(memory.usedBytes()).isPositive().isLessThanOrEqualTo(memory.totalBytes());
    }
  }

  /** Two calls over all inputs: logits by one product over the vocabulary, and one by one. */
  private static float[] searched(Seq2SeqModel model) {
    try (Decoder decoder = model.decoder(INPUTS)) {
      int[] starts = {Decoder.start(0), Decoder.start(1), Decoder.start(2)};
      float[] first = WholeLogits.of(decoder, 29, starts, 5, 5, 5);
      float[] second =
          decoder.extend(
              new int[] {0, 0, 2, 1},
              new int[] {10, 11, 12, 7},
              new int[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 3},
              new int[] {7, 8, 9, 10, 11, 12, 13, 14, 15, 20, 21, 7, 28});
      float[] both = Arrays.copyOf(first, first.length + second.length);
      System.arraycopy(second, 0, both, first.length, second.length);
      return both;
    }
  }
}
