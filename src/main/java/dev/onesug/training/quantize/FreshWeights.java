package dev.onesug.training.quantize;

import dev.onesug.model.semanticid.RqVaeConfig;
import dev.onesug.model.tensor.HostTensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Where the RQ-VAE starts: at the projection onto the principal axes and back. A pair of hidden
 * units carries an axis through the ReLU, one its positive and one its negative half; what hidden
 * units are left start as noise that nothing reads yet. From random weights the codes would be laid
 * over latents that say little, and what latents are later shaped by is those codes.
 */
final class FreshWeights {
  private final RqVaeConfig config;
  private final PrincipalAxes start;
  private final Map<String, HostTensor> weights = new LinkedHashMap<>();

  private FreshWeights(RqVaeConfig config, PrincipalAxes start, Random random) {
    this.config = config;
    this.start = start;
    config.weightShapes().forEach((name, shape) -> weights.put(name, noise(name, shape, random)));
  }

  static Map<String, HostTensor> of(RqVaeConfig config, PrincipalAxes start, Random random) {
    FreshWeights fresh = new FreshWeights(config, start, random);
    fresh.placeAxes();
    fresh.placeMean();
    return fresh.weights;
  }

  /** Noise by He's rule, but nothing in biases and in the matrices that read hidden units. */
  private static HostTensor noise(String name, long[] shape, Random random) {
    boolean readsHidden = name.equals("encoder.1.weight") || name.equals("decoder.1.weight");
    return shape.length == 1 || readsHidden
        ? HostTensor.zeros(shape)
        : HostTensor.normal(random, Math.sqrt(2.0 / shape[1]), shape);
  }

  private float[] numbers(String name) {
    return weights.getOrDefault(name, HostTensor.zeros()).values();
  }

  private void placeAxes() {
    int inputs = config.inputSize();
    int hidden = config.hiddenSize();
    int latents = config.latentSize();
    int axes = Math.min(start.axes().length, hidden / 2);
    for (int unit = 0; unit < 2 * axes; unit++) {
      int axis = unit / 2;
      int sign = unit % 2 == 0 ? 1 : -1;
      for (int d = 0; d < inputs; d++) {
        float value = (float) (sign * start.axes()[axis][d]);
        numbers("encoder.0.weight")[unit * inputs + d] = value;
        numbers("decoder.1.weight")[d * hidden + unit] = value;
      }
      numbers("encoder.1.weight")[axis * hidden + unit] = sign;
      for (int latent = 0; latent < latents; latent++) {
        numbers("decoder.0.weight")[unit * latents + latent] = latent == axis ? sign : 0;
      }
    }
  }

  /** Takes the mean off on the way in and puts it back on the way out. */
  private void placeMean() {
    int inputs = config.inputSize();
    for (int d = 0; d < inputs; d++) {
      float shift = start.mean()[d] * config.inputScale();
      numbers("decoder.1.bias")[d] = shift;
      for (int unit = 0; unit < config.hiddenSize(); unit++) {
        numbers("encoder.0.bias")[unit] -= numbers("encoder.0.weight")[unit * inputs + d] * shift;
      }
    }
  }
}
