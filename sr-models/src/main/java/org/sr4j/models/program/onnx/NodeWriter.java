package org.sr4j.models.program.onnx;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import org.nd4j.shade.protobuf.ByteString;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.Probes;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Identity;
import org.sr4j.models.program.op.MatrixProduct;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Pad;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.PixelUnshuffle;
import org.sr4j.models.program.op.Pool;
import org.sr4j.models.program.op.Prelu;
import org.sr4j.models.program.op.Reduce;
import org.sr4j.models.program.op.Reshape;
import org.sr4j.models.program.op.Resize;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.program.op.Softmax;
import org.sr4j.models.program.op.Transpose;
import org.sr4j.models.program.op.TransposedConvolution;
import org.sr4j.models.program.op.Window;

/** Writes operations as nodes; what an operator takes as an input becomes an initialiser. */
final class NodeWriter {

  private static final Map<Activation.Kind, String> ACTIVATIONS =
      Map.ofEntries(
          Map.entry(Activation.Kind.ABS, "Abs"),
          Map.entry(Activation.Kind.ERF, "Erf"),
          Map.entry(Activation.Kind.EXP, "Exp"),
          Map.entry(Activation.Kind.HARD_SWISH, "HardSwish"),
          Map.entry(Activation.Kind.LOG, "Log"),
          Map.entry(Activation.Kind.NEGATE, "Neg"),
          Map.entry(Activation.Kind.RECIPROCAL, "Reciprocal"),
          Map.entry(Activation.Kind.RELU, "Relu"),
          Map.entry(Activation.Kind.SIGMOID, "Sigmoid"),
          Map.entry(Activation.Kind.SQRT, "Sqrt"),
          Map.entry(Activation.Kind.TANH, "Tanh"));

  private static final Map<Binary.Kind, String> BINARIES =
      Map.of(
          Binary.Kind.ADD, "Add",
          Binary.Kind.DIVIDE, "Div",
          Binary.Kind.MAXIMUM, "Max",
          Binary.Kind.MINIMUM, "Min",
          Binary.Kind.MULTIPLY, "Mul",
          Binary.Kind.POWER, "Pow",
          Binary.Kind.SUBTRACT, "Sub");

  private static final Map<Reduce.Kind, String> REDUCTIONS =
      Map.of(
          Reduce.Kind.MAX, "ReduceMax",
          Reduce.Kind.MEAN, "ReduceMean",
          Reduce.Kind.MIN, "ReduceMin",
          Reduce.Kind.SUM, "ReduceSum");

  private final Probes probes;
  private final GraphProto.Builder graph;
  private final Set<String> names;

  /** Writes into {@code graph}, whose initialisers are the program's constants. */
  NodeWriter(Program program, Probes probes, GraphProto.Builder graph) {
    this.probes = probes;
    this.graph = graph;
    names = new HashSet<>(program.constants().keySet());
    program.inputs().forEach(input -> names.add(input.name()));
    program.operations().forEach(operation -> names.add(operation.output()));
  }

  void write(Operation operation) {
    if (operation instanceof Convolution c) {
      NodeProto.Builder node = window(node("Conv", c), c.window());
      add(node.addAttribute(integer("group", c.groups())));
    } else if (operation instanceof TransposedConvolution t) {
      NodeProto.Builder node = window(node("ConvTranspose", t), t.window());
      node.addAttribute(integer("group", t.groups()));
      add(node.addAttribute(integers("output_padding", t.extraHeight(), t.extraWidth())));
    } else if (operation instanceof Activation a) {
      activation(a);
    } else if (operation instanceof Binary b) {
      add(node(BINARIES.get(b.kind()), b));
    } else if (operation instanceof Prelu p) {
      add(node("PRelu", p));
    } else if (operation instanceof Concat c) {
      add(node("Concat", c).addAttribute(integer("axis", c.axis())));
    } else if (operation instanceof Slice s) {
      add(
          node("Slice", s)
              .addInput(vector(s, "starts", s.start()))
              .addInput(vector(s, "ends", s.end()))
              .addInput(vector(s, "axes", s.axis())));
    } else if (operation instanceof Identity i) {
      add(node("Identity", i));
    } else if (operation instanceof MatrixProduct m) {
      add(node("MatMul", m));
    } else if (operation instanceof Softmax s) {
      add(node("Softmax", s).addAttribute(integer("axis", s.axis())));
    } else if (operation instanceof Transpose t) {
      add(node("Transpose", t).addAttribute(integers("perm", longs(t.order()))));
    } else if (operation instanceof Reshape r) {
      long[] shape = r.shape().stream().mapToLong(Long::longValue).toArray();
      add(node("Reshape", r).addInput(vector(r, "shape", shape)));
    } else {
      writeMap(operation);
    }
  }

  /** What moves pixels. */
  private void writeMap(Operation operation) {
    if (operation instanceof Pool p) {
      pool(p);
    } else if (operation instanceof Reduce r) {
      reduce(r);
    } else if (operation instanceof Pad p) {
      NodeProto.Builder node = node("Pad", p);
      node.addAttribute(text("mode", p.mode().name().toLowerCase(Locale.ROOT)));
      long[] pads = {0, 0, p.top(), p.left(), 0, 0, p.bottom(), p.right()};
      add(node.addInput(vector(p, "pads", pads)).addInput(scalar(p, "value", p.value())));
    } else if (operation instanceof PixelShuffle s) {
      add(
          node("DepthToSpace", s)
              .addAttribute(integer("blocksize", s.factor()))
              .addAttribute(
                  text("mode", s.order() == PixelShuffle.Order.CHANNEL_FIRST ? "CRD" : "DCR")));
    } else if (operation instanceof PixelUnshuffle u) {
      unshuffle(u);
    } else if (operation instanceof Resize r) {
      resize(r);
    } else {
      throw refuse(operation, "the operation " + operation);
    }
  }

  private void activation(Activation a) {
    switch (a.kind()) {
      case CLIP -> {
        NodeProto.Builder node = node("Clip", a);
        node.addInput(a.alpha() == Float.NEGATIVE_INFINITY ? "" : scalar(a, "min", a.alpha()));
        if (a.beta() != Float.POSITIVE_INFINITY) {
          node.addInput(scalar(a, "max", a.beta()));
        }
        add(node);
      }
      case LEAKY_RELU -> add(node("LeakyRelu", a).addAttribute(real("alpha", a.alpha())));
      case GELU -> gelu(a);
      default -> add(node(ACTIVATIONS.get(a.kind()), a));
    }
  }

  /** As PyTorch writes it: {@code (x * (1 + erf(x / sqrt 2))) * 0.5}. */
  private void gelu(Activation a) {
    String scaled = fresh(a.output() + ".scaled");
    String erf = fresh(a.output() + ".erf");
    String sum = fresh(a.output() + ".sum");
    String product = fresh(a.output() + ".product");
    add(node("Div", scaled, a.input(), scalar(a, "root", GeluPattern.SQRT_2)));
    add(node("Erf", erf, scaled));
    add(node("Add", sum, erf, scalar(a, "one", 1)));
    add(node("Mul", product, a.input(), sum));
    add(node("Mul", a.output(), product, scalar(a, "half", 0.5f)));
  }

  private void pool(Pool p) {
    Window w = p.window();
    NodeProto.Builder node = node(p.kind() == Pool.Kind.MAX ? "MaxPool" : "AveragePool", p);
    if (p.kind() == Pool.Kind.AVERAGE) {
      if (w.dilationHeight() != 1 || w.dilationWidth() != 1) {
        throw refuse(p, "an average over a dilated window");
      }
      node.addAttribute(integer("count_include_pad", p.countBorder() ? 1 : 0));
    } else {
      node.addAttribute(integers("dilations", w.dilationHeight(), w.dilationWidth()));
    }
    add(
        node.addAttribute(integers("kernel_shape", w.kernelHeight(), w.kernelWidth()))
            .addAttribute(integers("pads", w.top(), w.left(), w.bottom(), w.right()))
            .addAttribute(integers("strides", w.strideHeight(), w.strideWidth())));
  }

  private void reduce(Reduce r) {
    NodeProto.Builder node = node(REDUCTIONS.get(r.kind()), r);
    if (!r.axes().isEmpty()) {
      // Until opset 18 only the sum takes its axes as an input.
      if (r.kind() == Reduce.Kind.SUM) {
        node.addInput(vector(r, "axes", longs(r.axes())));
      } else {
        node.addAttribute(integers("axes", longs(r.axes())));
      }
    }
    add(node.addAttribute(integer("keepdims", r.keepAxes() ? 1 : 0)));
  }

  private void resize(Resize r) {
    String scales =
        initialiser(
            r,
            "scales",
            new Tensor(
                "",
                new long[] {4},
                new float[] {1, 1, factor(r.heightFactor()), factor(r.widthFactor())}));
    String coordinates =
        switch (r.coordinates()) {
          case HALF_PIXEL -> "half_pixel";
          case ASYMMETRIC -> "asymmetric";
          case ALIGN_CORNERS -> "align_corners";
        };
    NodeProto.Builder node =
        node("Resize", r)
            .addInput("")
            .addInput(scales)
            .addAttribute(text("coordinate_transformation_mode", coordinates))
            .addAttribute(text("mode", r.kind().name().toLowerCase(Locale.ROOT)));
    switch (r.kind()) {
      case NEAREST -> node.addAttribute(text("nearest_mode", "floor"));
      case CUBIC -> node.addAttribute(real("cubic_coeff_a", -0.75f));
      default -> {}
    }
    add(node);
  }

  private static float factor(double factor) {
    return (float) factor;
  }

  /** {@code SpaceToDepth} has the cell's order; for PyTorch's its channels are put in order. */
  private void unshuffle(PixelUnshuffle u) {
    AttributeProto size = integer("blocksize", u.factor());
    if (u.order() == PixelShuffle.Order.CELL_FIRST) {
      add(node("SpaceToDepth", u).addAttribute(size));
      return;
    }
    int channels = Math.toIntExact(probes.fixed(u.input()).get(1));
    String cells = fresh(u.output() + ".cells");
    add(node("SpaceToDepth", cells, u.input()).addAttribute(size));
    String order = vector(u, "order", ChannelOrder.ofUnshuffle(channels, u.factor()));
    add(node("Gather", u.output(), cells, order).addAttribute(integer("axis", 1)));
  }

  private NodeProto.Builder window(NodeProto.Builder node, Window w) {
    return node.addAttribute(integers("dilations", w.dilationHeight(), w.dilationWidth()))
        .addAttribute(integers("kernel_shape", w.kernelHeight(), w.kernelWidth()))
        .addAttribute(integers("pads", w.top(), w.left(), w.bottom(), w.right()))
        .addAttribute(integers("strides", w.strideHeight(), w.strideWidth()));
  }

  private NodeProto.Builder node(String operator, Operation operation) {
    return node(operator, operation.output(), operation.inputs().toArray(String[]::new));
  }

  private static NodeProto.Builder node(String operator, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .setName(output)
        .addAllInput(Arrays.asList(inputs))
        .addOutput(output);
  }

  private void add(NodeProto.Builder node) {
    graph.addNode(node);
  }

  private String vector(Operation operation, String role, long... values) {
    String name = fresh(operation.output() + "." + role);
    graph.addInitializer(TensorProtos.vector(name, values));
    return name;
  }

  private String scalar(Operation operation, String role, float value) {
    return initialiser(operation, role, new Tensor("", new long[0], new float[] {value}));
  }

  private String initialiser(Operation operation, String role, Tensor tensor) {
    String name = fresh(operation.output() + "." + role);
    graph.addInitializer(TensorProtos.write(tensor.withName(name)));
    return name;
  }

  private String fresh(String wanted) {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> i == 0 ? wanted : wanted + "." + i)
        .filter(names::add)
        .findFirst()
        .orElseThrow();
  }

  private static long[] longs(List<Integer> values) {
    return values.stream().mapToLong(Integer::longValue).toArray();
  }

  private static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private static AttributeProto real(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  private static AttributeProto text(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  private static AttributeProto integers(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  private static WeightsException refuse(Operation operation, String what) {
    return new WeightsException(
        Problem.cannot("write the program as ONNX")
            .at(operation.output())
            .got(what)
            .expected("an operator of opset " + OnnxWriter.OPSET));
  }
}
