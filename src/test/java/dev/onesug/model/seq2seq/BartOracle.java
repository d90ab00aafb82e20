package dev.onesug.model.seq2seq;

import dev.onesug.model.tensor.HostTensor;
import java.util.Map;

/**
 * BART's forward pass in plain Java and double precision, straight from its description and Hugging
 * Face's weight names: slow, and independent of the program it judges.
 */
public final class BartOracle {
  private final Seq2SeqConfig config;
  private final Map<String, HostTensor> weights;

  public BartOracle(Seq2SeqConfig config, Map<String, HostTensor> weights) {
    this.config = config;
    this.weights = weights;
  }

  /** Logits [T][V] after each fed token. */
  public double[][] logits(int[] input, int[] fed) {
    double[][] encoded = embed("encoder", input);
    for (int i = 0; i < config.encoderLayers(); i++) {
      String layer = "model.encoder.layers." + i + ".";
      encoded = attended(layer, "self_attn", encoded, encoded, config.encoderHeads(), false);
      encoded = forward(layer, encoded);
    }
    double[][] h = embed("decoder", fed);
    for (int i = 0; i < config.decoderLayers(); i++) {
      String layer = "model.decoder.layers." + i + ".";
      h = attended(layer, "self_attn", h, h, config.decoderHeads(), true);
      h = attended(layer, "encoder_attn", h, encoded, config.decoderHeads(), false);
      h = forward(layer, h);
    }
    double[][] logits = new double[fed.length][config.vocabularySize()];
    float[] shared = values("model.shared.weight");
    for (int t = 0; t < fed.length; t++) {
      for (int v = 0; v < logits[t].length; v++) {
        logits[t][v] = values("final_logits_bias")[v];
        for (int j = 0; j < config.dModel(); j++) {
          logits[t][v] += h[t][j] * shared[v * config.dModel() + j];
        }
      }
    }
    return logits;
  }

  private float[] values(String name) {
    return weights.get(name).values();
  }

  private double[][] embed(String stack, int[] ids) {
    int d = config.dModel();
    double scale = config.scaleEmbedding() ? Math.sqrt(d) : 1;
    float[] shared = values("model.shared.weight");
    float[] positions = values("model." + stack + ".embed_positions.weight");
    double[][] x = new double[ids.length][d];
    for (int t = 0; t < ids.length; t++) {
      for (int j = 0; j < d; j++) {
        x[t][j] = shared[ids[t] * d + j] * scale + positions[(t + 2) * d + j];
      }
    }
    return norm("model." + stack + ".layernorm_embedding", x);
  }

  private double[][] attended(
      String layer, String name, double[][] x, double[][] memory, int heads, boolean causal) {
    double[][] q = linear(layer + name + ".q_proj", x);
    double[][] k = linear(layer + name + ".k_proj", memory);
    double[][] v = linear(layer + name + ".v_proj", memory);
    int width = config.dModel() / heads;
    double[][] mixed = new double[x.length][config.dModel()];
    for (int t = 0; t < x.length; t++) {
      int visible = causal ? t + 1 : memory.length;
      for (int head = 0; head < heads; head++) {
        double[] share = new double[visible];
        double sum = 0;
        for (int s = 0; s < visible; s++) {
          double dot = 0;
          for (int j = head * width; j < (head + 1) * width; j++) {
            dot += q[t][j] * k[s][j];
          }
          share[s] = Math.exp(dot / Math.sqrt(width));
          sum += share[s];
        }
        for (int s = 0; s < visible; s++) {
          for (int j = head * width; j < (head + 1) * width; j++) {
            mixed[t][j] += share[s] / sum * v[s][j];
          }
        }
      }
    }
    double[][] out = linear(layer + name + ".out_proj", mixed);
    return norm(layer + name + "_layer_norm", sum(x, out));
  }

  private double[][] forward(String layer, double[][] x) {
    double[][] inner = linear(layer + "fc1", x);
    for (double[] row : inner) {
      for (int j = 0; j < row.length; j++) {
        row[j] =
            config.activation().equals("relu")
                ? Math.max(0, row[j])
                : row[j] * normalDistribution(row[j]);
      }
    }
    return norm(layer + "final_layer_norm", sum(x, linear(layer + "fc2", inner)));
  }

  /** The cumulative normal distribution, by Simpson's rule. */
  private static double normalDistribution(double x) {
    int intervals = 400;
    double h = x / intervals;
    double sum = 0;
    for (int i = 0; i <= intervals; i++) {
      int weight = i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp(-(i * h) * (i * h) / 2);
    }
    return 0.5 + sum * h / 3 / Math.sqrt(2 * Math.PI);
  }

  private static double[][] sum(double[][] a, double[][] b) {
    double[][] c = new double[a.length][a[0].length];
    for (int t = 0; t < a.length; t++) {
      for (int j = 0; j < c[t].length; j++) {
        c[t][j] = a[t][j] + b[t][j];
      }
    }
    return c;
  }

  private double[][] linear(String name, double[][] x) {
    float[] w = values(name + ".weight");
    float[] b = values(name + ".bias");
    double[][] y = new double[x.length][b.length];
    for (int t = 0; t < x.length; t++) {
      for (int o = 0; o < b.length; o++) {
        y[t][o] = b[o];
        for (int j = 0; j < x[t].length; j++) {
          y[t][o] += w[o * x[t].length + j] * x[t][j];
        }
      }
    }
    return y;
  }

  private double[][] norm(String name, double[][] x) {
    float[] w = values(name + ".weight");
    float[] b = values(name + ".bias");
    double[][] y = new double[x.length][w.length];
    for (int t = 0; t < x.length; t++) {
      double mean = 0;
      double square = 0;
      for (double value : x[t]) {
        mean += value / w.length;
      }
      for (double value : x[t]) {
        square += (value - mean) * (value - mean) / w.length;
      }
      for (int j = 0; j < w.length; j++) {
        y[t][j] = (x[t][j] - mean) / Math.sqrt(square + 1e-5) * w[j] + b[j];
      }
    }
    return y;
  }
}
