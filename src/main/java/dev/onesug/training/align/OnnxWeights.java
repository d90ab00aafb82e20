package dev.onesug.training.align;

import dev.onesug.model.tensor.HostTensor;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the fp32 weights of a BERT that was exported to ONNX, under their Hugging Face names.
 *
 * <p>An export keeps the names of embeddings, biases and norms. The matrices of linear layers
 * became anonymous, transposed constants; the node that multiplies by one is still called after the
 * layer: {@code /encoder/layer.0/output/dense/MatMul}.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3">the message types</a>
 */
final class OnnxWeights {
  private static final String MATMUL = "/MatMul";

  /** {@code ModelProto.graph}. */
  private static final int MODEL_GRAPH = 7;

  /** {@code GraphProto}: node, initializer. */
  private static final int GRAPH_NODE = 1;

  private static final int GRAPH_INITIALIZER = 5;

  /** {@code NodeProto}: input, name. */
  private static final int NODE_INPUT = 1;

  private static final int NODE_NAME = 3;

  /** {@code TensorProto}: dims, data_type, float_data, name, raw_data. */
  private static final int TENSOR_DIMS = 1;

  private static final int TENSOR_TYPE = 2;
  private static final int TENSOR_FLOATS = 4;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_RAW = 9;
  private static final long TYPE_FLOAT = 1;

  private final Map<String, HostTensor> constants = new LinkedHashMap<>();

  /** Node name to the names of its inputs, of multiplications by a matrix. */
  private final Map<String, List<String>> products = new HashMap<>();

  private OnnxWeights() {}

  /**
   * @throws IOException if the file cannot be read or is not ONNX; it names the file
   */
  static Map<String, HostTensor> read(Path file) throws IOException {
    OnnxWeights weights = new OnnxWeights();
    try (FileChannel channel = FileChannel.open(file)) {
      ProtoReader model =
          new ProtoReader(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
      while (model.next()) {
        if (model.field() == MODEL_GRAPH) {
          weights.graph(new ProtoReader(model.bytes()));
        }
      }
    } catch (IllegalStateException | IllegalArgumentException | BufferUnderflowException e) {
      throw new IOException(file + ": not ONNX, or cut: " + e.getMessage(), e);
    }
    return weights.named();
  }

  private void graph(ProtoReader graph) {
    while (graph.next()) {
      if (graph.field() == GRAPH_NODE) {
        node(new ProtoReader(graph.bytes()));
      } else if (graph.field() == GRAPH_INITIALIZER) {
        initializer(new ProtoReader(graph.bytes()));
      }
    }
  }

  private void node(ProtoReader node) {
    String name = "";
    List<String> inputs = new ArrayList<>();
    while (node.next()) {
      switch (node.field()) {
        case NODE_NAME -> name = node.string();
        case NODE_INPUT -> inputs.add(node.string());
        default -> {}
      }
    }
    if (name.endsWith(MATMUL)) {
      products.put(name, inputs);
    }
  }

  private void initializer(ProtoReader tensor) {
    List<Long> shape = new ArrayList<>();
    long type = 0;
    String name = "";
    ByteBuffer numbers = ByteBuffer.allocate(0);
    while (tensor.next()) {
      switch (tensor.field()) {
        case TENSOR_DIMS -> {
          for (long dimension : tensor.numbers()) {
            shape.add(dimension);
          }
        }
        case TENSOR_TYPE -> type = tensor.number();
        case TENSOR_NAME -> name = tensor.string();
        case TENSOR_FLOATS, TENSOR_RAW -> numbers = tensor.bytes();
        default -> {}
      }
    }
    if (type == TYPE_FLOAT) {
      float[] values = new float[numbers.remaining() / Float.BYTES];
      numbers.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      constants.put(
          name, new HostTensor(shape.stream().mapToLong(Long::longValue).toArray(), values));
    }
  }

  /** Constants under their own names, and the anonymous matrices under their layers' names. */
  private Map<String, HostTensor> named() {
    Map<String, HostTensor> named = new LinkedHashMap<>(constants);
    products.forEach(
        (node, inputs) -> {
          for (String input : inputs) {
            HostTensor matrix = constants.get(input);
            if (matrix != null && matrix.shape().length == 2) {
              named.remove(input);
              named.put(layerName(node) + ".weight", transposed(matrix));
            }
          }
        });
    return named;
  }

  private static String layerName(String node) {
    return node.substring(1, node.length() - MATMUL.length()).replace('/', '.');
  }

  private static HostTensor transposed(HostTensor matrix) {
    int rows = matrix.rows();
    int columns = (int) matrix.shape()[1];
    float[] values = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        values[column * rows + row] = matrix.values()[row * columns + column];
      }
    }
    return HostTensor.of(values, columns, rows);
  }
}
