package dev.onesug.model.semanticid;

import dev.onesug.model.tensor.HostTensor;
import java.util.Arrays;

/** The vectors that one level chooses from. */
final class Codebook {
  private final HostTensor codes;
  private final DenseLayer closeness;

  /**
   * @param codes [codebook size, latent size]
   */
  Codebook(HostTensor codes) {
    this.codes = codes;
    // |r − c|² = |r|² − 2 (r·c − |c|²/2), so the nearest code has the largest r·c − |c|²/2.
    float[] halfNorms = new float[codes.rows()];
    for (int code = 0; code < halfNorms.length; code++) {
      halfNorms[code] = -0.5f * squaredNorm(code);
    }
    this.closeness = new DenseLayer(codes, halfNorms);
  }

  private float squaredNorm(int code) {
    float sum = 0;
    for (float value : vector(code)) {
      sum += value * value;
    }
    return sum;
  }

  int size() {
    return codes.rows();
  }

  float[] vector(int code) {
    int length = codes.values().length / codes.rows();
    return Arrays.copyOfRange(codes.values(), code * length, (code + 1) * length);
  }

  /** The code nearest to a residual; the lowest of equals. */
  int nearest(float[] residual) {
    float[] scores = closeness.apply(residual);
    int best = 0;
    for (int code = 1; code < scores.length; code++) {
      if (scores[code] > scores[best]) {
        best = code;
      }
    }
    return best;
  }
}
