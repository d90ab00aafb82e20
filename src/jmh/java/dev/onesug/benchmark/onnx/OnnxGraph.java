package dev.onesug.benchmark.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Builds an ONNX model node by node. Values are named by strings, as in the format; an empty name
 * stands for an optional input that is left out.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">the format</a>
 */
final class OnnxGraph {
  /** The name of an optional input that is left out. */
  static final String NONE = "";

  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 17;
  private static final String MICROSOFT = "com.microsoft";

  /** Element types with their numbers in the format. */
  enum ElementType {
    FLOAT(1),
    INT8(3),
    INT32(6),
    INT64(7);

    private final int number;

    ElementType(int number) {
      this.number = number;
    }
  }

  private final ProtobufMessage graph = new ProtobufMessage().text(2, "bart");
  private int names;

  /**
   * Declares an input.
   *
   * @param shape -1 where a dimension is known only when the graph runs
   */
  String input(String name, ElementType type, long... shape) {
    ProtobufMessage dimensions = new ProtobufMessage();
    for (long dimension : shape) {
      ProtobufMessage one = new ProtobufMessage();
      dimensions.message(1, dimension < 0 ? one : one.number(1, dimension));
    }
    graph.message(
        11, value(name, new ProtobufMessage().number(1, type.number).message(2, dimensions)));
    return name;
  }

  /** Declares a value as an output; its shape is inferred. */
  void output(String name, ElementType type) {
    graph.message(12, value(name, new ProtobufMessage().number(1, type.number)));
  }

  private static ProtobufMessage value(String name, ProtobufMessage tensorType) {
    return new ProtobufMessage()
        .text(1, name)
        .message(2, new ProtobufMessage().message(1, tensorType));
  }

  String constant(float[] values, long... shape) {
    byte[] raw = new byte[values.length * Float.BYTES];
    ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return constant(ElementType.FLOAT, raw, shape);
  }

  String constant(byte[] values, long... shape) {
    return constant(ElementType.INT8, values, shape);
  }

  /** A vector, as operators take shapes, axes and counts. */
  String constant(long... values) {
    byte[] raw = new byte[values.length * Long.BYTES];
    ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(values);
    return constant(ElementType.INT64, raw, values.length);
  }

  private String constant(ElementType type, byte[] raw, long... shape) {
    String name = newName();
    ProtobufMessage tensor = new ProtobufMessage();
    for (long dimension : shape) {
      tensor.number(1, dimension);
    }
    graph.message(5, tensor.number(2, type.number).text(8, name).bytes(9, raw));
    return name;
  }

  /** Begins a node of a standard operator. */
  Node node(String operator, String... inputs) {
    return new Node(operator, "", inputs);
  }

  /** Begins a node of one of ONNX Runtime's own operators. */
  Node fused(String operator, String... inputs) {
    return new Node(operator, MICROSOFT, inputs);
  }

  private String newName() {
    return "v" + names++;
  }

  byte[] toModel() {
    return new ProtobufMessage()
        .number(1, IR_VERSION)
        .message(8, new ProtobufMessage().text(1, "").number(2, OPERATOR_SET))
        .message(8, new ProtobufMessage().text(1, MICROSOFT).number(2, 1))
        .message(7, graph)
        .toByteArray();
  }

  /** A node that is not yet in the graph: it is put there when its outputs are asked for. */
  final class Node {
    private static final int FLOAT = 1;
    private static final int INT = 2;
    private static final int INTS = 7;

    private final ProtobufMessage message = new ProtobufMessage();

    private Node(String operator, String domain, String... inputs) {
      for (String input : inputs) {
        message.text(1, input);
      }
      message.text(3, newName()).text(4, operator).text(7, domain);
    }

    Node with(String attribute, float value) {
      return with(new ProtobufMessage().text(1, attribute).real(2, value).number(20, FLOAT));
    }

    Node with(String attribute, long value) {
      return with(new ProtobufMessage().text(1, attribute).number(3, value).number(20, INT));
    }

    Node withList(String attribute, long... values) {
      ProtobufMessage list = new ProtobufMessage().text(1, attribute);
      for (long value : values) {
        list.number(8, value);
      }
      return with(list.number(20, INTS));
    }

    private Node with(ProtobufMessage attribute) {
      message.message(5, attribute);
      return this;
    }

    /** Its first and only output. */
    String output() {
      return outputs(1).get(0);
    }

    List<String> outputs(int count) {
      return outputs(IntStream.range(0, count).mapToObj(i -> newName()).toList());
    }

    /** Outputs under names of the caller's choice. */
    List<String> outputs(List<String> names) {
      names.forEach(name -> message.text(2, name));
      graph.message(1, message);
      return new ArrayList<>(names);
    }
  }
}
