package dev.onesug.training.sft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.model.prior.Moment;
import dev.onesug.model.text.History;
import dev.onesug.model.text.Prefix;
import java.util.List;
import org.junit.jupiter.api.Test;

class SftSamplesTest {
  private static final Moment NOTHING = new Moment(new Prefix(""), List.of(), History.NONE);

  @Test
  void add_many_comeBackAsTheyWere() {
    SftSamples samples = new SftSamples();
    for (int i = 0; i < 5000; i++) {
      samples.add(NOTHING, new int[1 + i % 7], new int[] {i, 65_535});
    }
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
