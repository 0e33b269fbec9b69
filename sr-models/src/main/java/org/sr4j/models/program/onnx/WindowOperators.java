package org.sr4j.models.program.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Pool;
import org.sr4j.models.program.op.TransposedConvolution;
import org.sr4j.models.program.op.Window;
import org.sr4j.models.weights.binary.MalformedException;

/** Operators that move a window over a map. */
final class WindowOperators {

  static final Map<String, OperatorReader> ALL =
      Map.of(
          "Conv", WindowOperators::convolution,
          "ConvTranspose", WindowOperators::transposed,
          "MaxPool", WindowOperators::maximum,
          "AveragePool", WindowOperators::average);

  private WindowOperators() {}

  private static void convolution(OnnxNode node, GraphReading graph) {
    List<String> inputs = inputs(node, graph);
    int[] kernel = kernel(node, graph, inputs.get(1));
    Window window = window(node, kernel, false);
    graph.emit(new Convolution(node.output(), inputs, window, groups(node)));
  }

  private static void transposed(OnnxNode node, GraphReading graph) {
    List<String> inputs = inputs(node, graph);
    int[] kernel = kernel(node, graph, inputs.get(1));
    if (node.hasAttribute("output_shape")) {
      throw new MalformedException("the attribute output_shape", "pads and output_padding");
    }
    Window window = window(node, kernel, true);
    int[] extra = node.smalls("output_padding", 0, 0);
    graph.emit(
        new TransposedConvolution(node.output(), inputs, window, extra[0], extra[1], groups(node)));
  }

  private static void maximum(OnnxNode node, GraphReading graph) {
    pool(node, graph, Pool.Kind.MAX);
    node.only("storage_order", 0);
  }

  private static void average(OnnxNode node, GraphReading graph) {
    pool(node, graph, Pool.Kind.AVERAGE);
  }

  private static void pool(OnnxNode node, GraphReading graph, Pool.Kind kind) {
    String map = map(node, graph);
    int[] kernel = node.smalls("kernel_shape", 0, 0);
    node.only("ceil_mode", 0);
    if (node.outputs().stream().filter(name -> !name.isEmpty()).count() > 1) {
      throw new MalformedException("two outputs", "the pooled map only");
    }
    Window window = window(node, kernel, false);
    boolean countBorder = kind == Pool.Kind.AVERAGE && node.integer("count_include_pad", 0) != 0;
    graph.emit(new Pool(node.output(), map, kind, window, countBorder));
  }

  private static List<String> inputs(OnnxNode node, GraphReading graph) {
    List<String> inputs = new ArrayList<>(List.of(map(node, graph), graph.value(node, 1)));
    if (node.has(2)) {
      inputs.add(graph.value(node, 2));
    }
    return inputs;
  }

  static String map(OnnxNode node, GraphReading graph) {
    String name = graph.value(node, 0);
    if (graph.rank(name) != 4) {
      throw new MalformedException(
          name + " of " + graph.rank(name) + " axes", "a map of four, [N,C,H,W]");
    }
    return name;
  }

  private static int groups(OnnxNode node) {
    int groups = node.small("group", 1);
    if (groups < 1) {
      throw new MalformedException("group " + groups, "1 or more");
    }
    return groups;
  }

  private static int[] kernel(OnnxNode node, GraphReading graph, String weight) {
    long[] shape = graph.probes().shape(0, weight);
    if (shape.length != 4) {
      throw new MalformedException(
          "a weight " + weight + " of " + shape.length + " axes", "four: two-dimensional windows");
    }
    return node.smalls(
        "kernel_shape", OnnxNode.small("kernel", shape[2]), OnnxNode.small("kernel", shape[3]));
  }

  private static Window window(OnnxNode node, int[] kernel, boolean transposed) {
    int[] strides = node.smalls("strides", 1, 1);
    int[] dilations = node.smalls("dilations", 1, 1);
    int[] pads = node.smalls("pads", 0, 0, 0, 0);
    String auto = node.oneOf("auto_pad", "NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER");
    if (auto.startsWith("SAME")) {
      if (transposed || strides[0] != 1 || strides[1] != 1) {
        throw new MalformedException("auto_pad " + auto + " with strides", "pads in numbers");
      }
      int rows = dilations[0] * (kernel[0] - 1);
      int columns = dilations[1] * (kernel[1] - 1);
      int upper = auto.equals("SAME_UPPER") ? 0 : 1;
      int top = (rows + upper) / 2;
      int left = (columns + upper) / 2;
      pads = new int[] {top, left, rows - top, columns - left};
    }
    try {
      return new Window(
          kernel[0],
          kernel[1],
          strides[0],
          strides[1],
          dilations[0],
          dilations[1],
          pads[0],
          pads[1],
          pads[2],
          pads[3]);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("a " + e.getMessage(), "sizes of 1 or more");
    }
  }
}
