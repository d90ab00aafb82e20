package dev.onesug.training.sft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.prior.Moment;
import dev.onesug.model.text.Prefix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LengthBucketsTest {
  private static final Moment NOTHING = new Moment(new Prefix(""), List.of(), List.of());

  private static SftSamples samples(int count) {
    SftSamples samples = new SftSamples();
    for (int i = 0; i < count; i++) {
      samples.add(NOTHING, new int[1 + i % 7], new int[] {i % 60_000, 65_535});
    }
    return samples;
  }

  @Test
  void batches_onePass_holdsEachSampleOnceWithLittlePadding() {
    SftSamples samples = samples(1000);
    List<int[]> batches = LengthBuckets.batches(samples, 32, 1, 0);
    assertThat(batches.stream().flatMapToInt(Arrays::stream).sorted().toArray())
        .containsExactly(IntStream.range(0, 1000).toArray());
    assertThat(batches)
        .filteredOn(batch -> Arrays.stream(batch).map(samples::inputLength).distinct().count() > 1)
        .hasSizeLessThanOrEqualTo(7);
  }

  @Test
  void batches_sameSeedAndPass_areTheSame_otherwiseNot() {
    SftSamples samples = samples(100);
    assertThat(LengthBuckets.batches(samples, 8, 1, 0))
        .usingRecursiveComparison()
        .isEqualTo(LengthBuckets.batches(samples, 8, 1, 0));
    assertThat(flat(samples, 1, 0)).isNotEqualTo(flat(samples, 1, 1));
    assertThat(flat(samples, 1, 0)).isNotEqualTo(flat(samples, 2, 0));
  }

  private static int[] flat(SftSamples samples, long seed, int pass) {
    return LengthBuckets.batches(samples, 8, seed, pass).stream()
        .flatMapToInt(Arrays::stream)
        .toArray();
  }

  @Test
  void samples_manyAdded_comeBackAsTheyWere() {
    SftSamples samples = samples(5000);
    assertThat(samples.size()).isEqualTo(5000);
    assertThat(samples.input(4999)).hasSize(1 + 4999 % 7);
    assertThat(samples.target(4999)).containsExactly(4999, 65_535);
    assertThatThrownBy(() -> samples.add(NOTHING, new int[0], new int[1]))
        .hasMessage("input: 0 tokens (expected: 1..65535)");
    assertThatThrownBy(() -> samples.add(NOTHING, new int[1], new int[] {65_536}))
        .hasMessage("token: 65536 (expected: 0..65535)");
    assertThat(samples.size()).isEqualTo(5000);
  }
}
