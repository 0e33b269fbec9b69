package org.sr4j.models.program.onnx;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import onnx.Onnx.TensorProto;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.weights.binary.MalformedException;

/** Operators on sizes and other numbers that are known before anything runs. */
final class HostOperators {

  static final Map<String, OperatorReader> ALL =
      Map.ofEntries(
          Map.entry("Add", (node, graph) -> two(node, graph, Double::sum)),
          Map.entry("Cast", HostOperators::cast),
          Map.entry("Ceil", (node, graph) -> rounded(node, graph, true)),
          Map.entry("Concat", HostOperators::concat),
          Map.entry("Constant", HostOperators::constant),
          Map.entry("ConstantOfShape", HostOperators::fill),
          Map.entry("Div", HostOperators::divide),
          Map.entry("Equal", (node, graph) -> two(node, graph, (a, b) -> a == b ? 1 : 0)),
          Map.entry("Floor", (node, graph) -> rounded(node, graph, false)),
          Map.entry("Gather", HostOperators::gather),
          Map.entry("Identity", (node, graph) -> put(node, graph, graph.host(node, 0))),
          Map.entry("Mul", (node, graph) -> two(node, graph, (a, b) -> a * b)),
          Map.entry("Neg", HostOperators::negate),
          Map.entry("Reshape", HostOperators::reshape),
          Map.entry("Shape", HostOperators::shape),
          Map.entry("Slice", HostOperators::slice),
          Map.entry("Squeeze", (node, graph) -> scalar(node, graph, true)),
          Map.entry("Sub", (node, graph) -> two(node, graph, (a, b) -> a - b)),
          Map.entry("Unsqueeze", (node, graph) -> scalar(node, graph, false)),
          Map.entry("Where", HostOperators::where));

  private HostOperators() {}

  /** Whether the host computes this node: all it reads is known, some of it not as a weight. */
  static boolean takes(OnnxNode node, GraphReading graph) {
    String operator = node.operator();
    if (operator.equals("Constant") || operator.equals("Shape")) {
      return true;
    }
    if (!ALL.containsKey(operator)) {
      return false;
    }
    // The axes of these are numbers whatever the first input is.
    boolean firstDecides =
        operator.equals("Gather")
            || operator.equals("Reshape")
            || operator.equals("Slice")
            || operator.equals("Squeeze")
            || operator.equals("Unsqueeze");
    if (firstDecides || operator.equals("ConstantOfShape")) {
      return graph.isHost(node, 0);
    }
    return IntStream.range(0, node.inputCount()).anyMatch(i -> graph.isHost(node, i))
        && IntStream.range(0, node.inputCount())
            .allMatch(i -> graph.isHost(node, i) || graph.isConstant(node, i));
  }

  static void refusePixels(OnnxNode node, GraphReading graph) {
    throw new MalformedException(
        node.operator() + " of pixels", node.operator() + " of sizes, or of constants");
  }

  private static void put(OnnxNode node, GraphReading graph, HostValue value) {
    graph.addHost(node.output(), value);
  }

  private static void two(OnnxNode node, GraphReading graph, DoubleBinaryOperator function) {
    put(node, graph, graph.host(node, 0).with(graph.host(node, 1), function));
  }

  /** The second where the first is true, else the third; PyTorch writes sizes of -1 so. */
  private static void where(OnnxNode node, GraphReading graph) {
    HostValue condition = graph.host(node, 0);
    HostValue yes = graph.host(node, 1).with(condition, (value, chosen) -> chosen == 0 ? 0 : value);
    HostValue no = graph.host(node, 2).with(condition, (value, chosen) -> chosen == 0 ? value : 0);
    put(node, graph, yes.with(no, Double::sum));
  }

  private static void divide(OnnxNode node, GraphReading graph) {
    HostValue left = graph.host(node, 0);
    HostValue right = graph.host(node, 1);
    boolean whole = left.whole() && right.whole();
    put(
        node,
        graph,
        left.with(
            right,
            (a, b) -> {
              if (b == 0) {
                throw new MalformedException("a division by zero", null);
              }
              return whole ? (double) ((long) a / (long) b) : a / b;
            }));
  }

  private static void rounded(OnnxNode node, GraphReading graph, boolean up) {
    HostValue value = graph.host(node, 0);
    put(node, graph, value.map(up ? Math::ceil : Math::floor, value.whole()));
  }

  private static void negate(OnnxNode node, GraphReading graph) {
    HostValue value = graph.host(node, 0);
    put(node, graph, value.map(v -> -v, value.whole()));
  }

  private static void cast(OnnxNode node, GraphReading graph) {
    int type = (int) node.integer("to", 0);
    node.ignore("saturate");
    TensorProto like = TensorProto.newBuilder().setDataType(type).build();
    if (!TensorProtos.isInteger(like) && !TensorProtos.isReal(like)) {
      throw new MalformedException("a cast to " + TensorProtos.typeName(type), "a number");
    }
    put(node, graph, graph.host(node, 0).asWhole(TensorProtos.isInteger(like)));
  }

  private static void concat(OnnxNode node, GraphReading graph) {
    node.integer("axis", 0);
    HostValue joined = graph.host(node, 0);
    for (int i = 1; i < node.inputCount(); i++) {
      joined = joined.followedBy(graph.host(node, i));
    }
    put(node, graph, joined.asScalar(false));
  }

  private static void constant(OnnxNode node, GraphReading graph) {
    String name = node.output();
    if (node.hasAttribute("value_int")) {
      put(node, graph, HostValue.of(new long[] {node.integer("value_int", 0)}, true));
    } else if (node.hasAttribute("value_ints")) {
      put(node, graph, HostValue.of(node.integers("value_ints").orElseThrow(), false));
    } else if (node.hasAttribute("value_float")) {
      graph.addConstant(new Tensor(name, new long[0], new float[] {node.real("value_float", 0)}));
    } else if (node.hasAttribute("value_floats")) {
      float[] values = node.reals("value_floats").orElseThrow();
      graph.addConstant(new Tensor(name, new long[] {values.length}, values));
    } else {
      tensor(
          name,
          node.tensor("value").orElseThrow(() -> new MalformedException("no value", "a tensor")),
          graph);
    }
  }

  /** A tensor of the file: a weight, or numbers. */
  static void tensor(String name, TensorProto proto, GraphReading graph) {
    if (TensorProtos.isReal(proto)) {
      graph.addConstant(TensorProtos.real(name, proto));
    } else if (TensorProtos.isInteger(proto)) {
      long[] shape = TensorProtos.shape(proto);
      long[] values = TensorProtos.integers(proto);
      if (shape.length > 1 || values.length > HostValue.MAX_LENGTH) {
        throw new MalformedException(
            "integers " + Arrays.toString(shape),
            "at most one axis and " + HostValue.MAX_LENGTH + " numbers");
      }
      graph.addHost(name, HostValue.of(values, shape.length == 0));
    } else {
      throw new MalformedException(
          "elements of type " + TensorProtos.typeName(proto.getDataType()),
          "FLOAT, FLOAT16, BFLOAT16, DOUBLE, or INT64 and INT32 for sizes");
    }
  }

  private static void fill(OnnxNode node, GraphReading graph) {
    HostValue shape = graph.host(node, 0);
    long[] sizes = shape.longs();
    long length = sizes.length == 0 ? 1 : sizes[0];
    if (sizes.length > 1 || length < 0 || length > HostValue.MAX_LENGTH) {
      throw new MalformedException("a filled tensor " + Arrays.toString(sizes), "one axis");
    }
    TensorProto like = node.tensor("value").orElse(null);
    if (like != null && TensorProtos.isInteger(like)) {
      long[] value = TensorProtos.integers(like);
      long[] filled = new long[(int) length];
      Arrays.fill(filled, value.length == 0 ? 0 : value[0]);
      put(node, graph, HostValue.of(filled, sizes.length == 0));
    } else {
      float[] filled = new float[(int) length];
      float[] value = like == null ? new float[1] : TensorProtos.real("value", like).data();
      Arrays.fill(filled, value.length == 0 ? 0 : value[0]);
      put(node, graph, HostValue.of(filled, sizes.length == 0));
    }
  }

  private static void gather(OnnxNode node, GraphReading graph) {
    node.integer("axis", 0);
    HostValue from = graph.host(node, 0);
    HostValue places = graph.host(node, 1);
    int[] indices = new int[places.length()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = GraphReading.axis(places.longs()[i], from.length());
    }
    put(node, graph, from.pick(indices, places.scalar()));
  }

  private static void reshape(OnnxNode node, GraphReading graph) {
    HostValue value = graph.host(node, 0);
    long[] shape = graph.host(node, 1).longs();
    node.integer("allowzero", 0);
    if (shape.length > 1 || (shape.length == 1 && shape[0] != -1 && shape[0] != value.length())) {
      throw new MalformedException("a reshape of sizes to " + Arrays.toString(shape), "one axis");
    }
    put(node, graph, value.asScalar(shape.length == 0));
  }

  private static void shape(OnnxNode node, GraphReading graph) {
    String of = graph.value(node, 0);
    int rank = graph.rank(of);
    int start = clamp(node.integer("start", 0), rank);
    int end = clamp(node.integer("end", rank), rank);
    HostValue all = HostValue.sizes(graph.probes().shape(0, of), graph.probes().shape(1, of));
    put(node, graph, all.pick(IntStream.range(start, Math.max(start, end)).toArray(), false));
  }

  private static int clamp(long index, int length) {
    return (int) Math.max(0, Math.min(length, index < 0 ? index + length : index));
  }

  private static void slice(OnnxNode node, GraphReading graph) {
    HostValue value = graph.host(node, 0);
    SliceArguments arguments = SliceArguments.of(node, graph, 1);
    if (arguments.axes().length != 1) {
      throw new MalformedException("a slice of several axes of sizes", "one axis");
    }
    long[] places = arguments.places(0, value.length());
    put(node, graph, value.pick(Arrays.stream(places).mapToInt(Math::toIntExact).toArray(), false));
  }

  private static void scalar(OnnxNode node, GraphReading graph, boolean now) {
    node.integers("axes");
    put(node, graph, graph.host(node, 0).asScalar(now));
  }
}
