package dev.onesug.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onesug.training.evaluation.cascade.CascadeSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationSettingsTest {
  @Test
  void cascade_samples_areAskedForUnlessZero() {
    EvaluationSettings settings = new EvaluationSettings(10, 100, 500, List.of(32), 7);
    assertThat(settings.asksForCascade()).isTrue();
    assertThat(settings.cascade()).isEqualTo(new CascadeSettings(500, 7));
    assertThat(EvaluationSettings.DEFAULT.asksForCascade()).isFalse();
  }

  @Test
  void new_numberOutOfRange_isNamed() {
    assertThatThrownBy(() -> new EvaluationSettings(10, 100, -1, List.of(32), 7))
        .hasMessage("cascadeSamples: -1 (expected: 0..200000)");
    assertThatThrownBy(() -> new EvaluationSettings(0, 100, 0, List.of(32), 7))
        .hasMessage("requests: 0 (expected: at least 1)");
  }

  @Test
  void new_beamsMissingTwiceOrOutOfRange_areNamed() {
    for (List<Integer> beams :
        List.of(List.<Integer>of(), List.of(8, 8), List.of(0), List.of(1025))) {
      assertThatThrownBy(() -> new EvaluationSettings(10, 100, 0, beams, 7))
          .hasMessage("beams: " + beams + " (expected: at least one, different, each 1..1024)");
    }
  }
}
