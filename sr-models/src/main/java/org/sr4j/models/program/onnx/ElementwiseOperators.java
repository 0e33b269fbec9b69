package org.sr4j.models.program.onnx;

import java.util.Map;
import onnx.Onnx.TensorProto;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Identity;
import org.sr4j.models.program.op.Prelu;
import org.sr4j.models.weights.binary.MalformedException;

/** Operators on each value by itself. */
final class ElementwiseOperators {

  static final Map<String, OperatorReader> ALL =
      Map.ofEntries(
          Map.entry("Abs", unary(Activation.Kind.ABS)),
          Map.entry("Erf", unary(Activation.Kind.ERF)),
          Map.entry("Exp", unary(Activation.Kind.EXP)),
          Map.entry("HardSwish", unary(Activation.Kind.HARD_SWISH)),
          Map.entry("Log", unary(Activation.Kind.LOG)),
          Map.entry("Neg", unary(Activation.Kind.NEGATE)),
          Map.entry("Reciprocal", unary(Activation.Kind.RECIPROCAL)),
          Map.entry("Relu", unary(Activation.Kind.RELU)),
          Map.entry("Sigmoid", unary(Activation.Kind.SIGMOID)),
          Map.entry("Sqrt", unary(Activation.Kind.SQRT)),
          Map.entry("Tanh", unary(Activation.Kind.TANH)),
          Map.entry("Add", binary(Binary.Kind.ADD)),
          Map.entry("Div", binary(Binary.Kind.DIVIDE)),
          Map.entry("Mul", binary(Binary.Kind.MULTIPLY)),
          Map.entry("Pow", binary(Binary.Kind.POWER)),
          Map.entry("Sub", binary(Binary.Kind.SUBTRACT)),
          Map.entry("Max", several(Binary.Kind.MAXIMUM)),
          Map.entry("Min", several(Binary.Kind.MINIMUM)),
          Map.entry("Sum", several(Binary.Kind.ADD)),
          Map.entry("Cast", ElementwiseOperators::cast),
          Map.entry("Clip", ElementwiseOperators::clip),
          Map.entry("Dropout", ElementwiseOperators::dropout),
          Map.entry("Gelu", ElementwiseOperators::gelu),
          Map.entry("HardSigmoid", ElementwiseOperators::hardSigmoid),
          Map.entry("Identity", ElementwiseOperators::identity),
          Map.entry("LeakyRelu", ElementwiseOperators::leakyRelu),
          Map.entry("PRelu", ElementwiseOperators::prelu));

  private ElementwiseOperators() {}

  private static OperatorReader unary(Activation.Kind kind) {
    return (node, graph) -> graph.emit(new Activation(node.output(), graph.value(node, 0), kind));
  }

  private static OperatorReader binary(Binary.Kind kind) {
    return (node, graph) ->
        graph.emit(new Binary(node.output(), graph.value(node, 0), graph.value(node, 1), kind));
  }

  private static OperatorReader several(Binary.Kind kind) {
    return (node, graph) -> {
      String left = graph.value(node, 0);
      if (node.inputCount() == 1) {
        graph.emit(new Identity(node.output(), left));
      }
      for (int i = 1; i < node.inputCount(); i++) {
        boolean last = i == node.inputCount() - 1;
        String output = last ? node.output() : graph.fresh(node.output() + ".part");
        graph.emit(new Binary(output, left, graph.value(node, i), kind));
        left = output;
      }
    };
  }

  private static void cast(OnnxNode node, GraphReading graph) {
    int type = (int) node.integer("to", 0);
    node.ignore("saturate");
    if (type != TensorProto.DataType.FLOAT.getNumber()) {
      throw new MalformedException(
          "a cast of pixels to " + TensorProtos.typeName(type), "32-bit floats throughout");
    }
    identity(node, graph);
  }

  private static void identity(OnnxNode node, GraphReading graph) {
    graph.emit(new Identity(node.output(), graph.value(node, 0)));
  }

  private static void dropout(OnnxNode node, GraphReading graph) {
    node.ignore("ratio", "seed");
    identity(node, graph);
  }

  private static void clip(OnnxNode node, GraphReading graph) {
    float min = node.real("min", Float.NEGATIVE_INFINITY);
    float max = node.real("max", Float.POSITIVE_INFINITY);
    min = node.has(1) ? graph.scalar(node, 1) : min;
    max = node.has(2) ? graph.scalar(node, 2) : max;
    graph.emit(new Activation(node.output(), graph.value(node, 0), Activation.Kind.CLIP, min, max));
  }

  private static void gelu(OnnxNode node, GraphReading graph) {
    node.oneOf("approximate", "none");
    graph.emit(new Activation(node.output(), graph.value(node, 0), Activation.Kind.GELU));
  }

  /** {@code max(0, min(1, alpha * x + beta))}. */
  private static void hardSigmoid(OnnxNode node, GraphReading graph) {
    String alpha = graph.constant(node.output() + ".alpha", new long[0], node.real("alpha", 0.2f));
    String beta = graph.constant(node.output() + ".beta", new long[0], node.real("beta", 0.5f));
    String scaled = graph.fresh(node.output() + ".scaled");
    String shifted = graph.fresh(node.output() + ".shifted");
    graph.emit(new Binary(scaled, graph.value(node, 0), alpha, Binary.Kind.MULTIPLY));
    graph.emit(new Binary(shifted, scaled, beta, Binary.Kind.ADD));
    graph.emit(new Activation(node.output(), shifted, Activation.Kind.CLIP, 0, 1));
  }

  private static void leakyRelu(OnnxNode node, GraphReading graph) {
    float slope = node.real("alpha", 0.01f);
    graph.emit(
        new Activation(node.output(), graph.value(node, 0), Activation.Kind.LEAKY_RELU, slope, 0));
  }

  private static void prelu(OnnxNode node, GraphReading graph) {
    graph.emit(new Prelu(node.output(), graph.value(node, 0), graph.value(node, 1)));
  }
}
