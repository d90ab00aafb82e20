package dev.onesug.training.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LengthBucketsTest {
  private static int length(int sample) {
    return 1 + sample % 7;
  }

  @Test
  void batches_onePass_holdsEachSampleOnceWithLittlePadding() {
    List<int[]> batches = LengthBuckets.batches(1000, LengthBucketsTest::length, 32, 1, 0);
    assertThat(batches.stream().flatMapToInt(Arrays::stream).sorted().toArray())
        .containsExactly(IntStream.range(0, 1000).toArray());
    assertThat(batches)
        .filteredOn(
            batch -> Arrays.stream(batch).map(LengthBucketsTest::length).distinct().count() > 1)
        .hasSizeLessThanOrEqualTo(7);
  }

  @Test
  void batches_sameSeedAndPass_areTheSame_otherwiseNot() {
    assertThat(LengthBuckets.batches(100, LengthBucketsTest::length, 8, 1, 0))
        .usingRecursiveComparison()
        .isEqualTo(LengthBuckets.batches(100, LengthBucketsTest::length, 8, 1, 0));
    assertThat(flat(1, 0)).isNotEqualTo(flat(1, 1));
    assertThat(flat(1, 0)).isNotEqualTo(flat(2, 0));
  }

  private static int[] flat(long seed, int pass) {
    return LengthBuckets.batches(100, LengthBucketsTest::length, 8, seed, pass).stream()
        .flatMapToInt(Arrays::stream)
        .toArray();
  }
}
