package dev.onesug.model.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreTest {

  @Test
  void extended_oneChoice_addsExactlyNothing() {
    for (float logit : new float[] {0, -1e30f, 88.8f, 1e30f, 0.1f}) {
      double normaliser = Score.logNormaliser(new float[] {logit}, 0, 1);
      assertThat(Score.extended(-1.25, logit, normaliser)).isEqualTo(-1.25);
    }
  }

  @Test
  void extended_allChoices_areProbabilitiesAndNeverRaiseAScore() {
    Random random = new Random(2);
    for (int trial = 0; trial < 500; trial++) {
      float[] logits = new float[1 + random.nextInt(40)];
      for (int i = 0; i < logits.length; i++) {
        logits[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(4)));
      }
      double normaliser = Score.logNormaliser(logits, 0, logits.length);
      double sum = 0;
      for (float logit : logits) {
        double score = Score.extended(Score.START, logit, normaliser);
        assertThat(score).isLessThanOrEqualTo(Score.START);
        sum += Math.exp(score);
      }
      assertThat(sum).isCloseTo(1, within(1e-9));
    }
  }
}
