package org.sr4j.models.program.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Pool;
import org.sr4j.models.program.op.Resize;
import org.sr4j.models.program.op.TransposedConvolution;
import org.sr4j.models.program.op.Window;
import org.sr4j.models.program.shape.Dim;

/** Operations that move a window over a map: convolutions, pooling, nearest enlargement. */
final class WindowRules {

  private static final int SAME = 1;

  /** Where the integers of an operation say that maps are {@code [N,H,W,C]}. */
  private static final int CONVOLUTION_ORDER = 9;

  private WindowRules() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put("conv2d", WindowRules::convolution);
    rules.put("depthwise_conv2d", WindowRules::depthwise);
    rules.put("deconv2d", WindowRules::transposed);
    rules.put("maxpool2d", n -> pool(n, Pool.Kind.MAX));
    rules.put("avgpool2d", n -> pool(n, Pool.Kind.AVERAGE));
    rules.put("upsampling2d", WindowRules::repeat);
  }

  private static Value convolution(Node n) {
    channelsFirst(n, CONVOLUTION_ORDER);
    weightFormat(n);
    View weight = n.view(1).permuted(List.of(3, 2, 0, 1));
    return n.add(new Convolution(n.output(), inputs(n, weight), window(n, weight, false), 1));
  }

  /** Weights {@code [kH,kW,C,m] -> [C*m,1,kH,kW]}. */
  private static Value depthwise(Node n) {
    channelsFirst(n, CONVOLUTION_ORDER);
    weightFormat(n);
    View weight = n.view(1).permuted(List.of(2, 3, 0, 1));
    List<Dim> s = weight.shape();
    View grouped =
        weight
            .reshaped(List.of(s.get(0).times(s.get(1)), Dim.ONE, s.get(2), s.get(3)))
            .orElseThrow();
    return n.add(
        new Convolution(
            n.output(),
            inputs(n, grouped),
            window(n, grouped, false),
            Math.toIntExact(s.get(0).constant())));
  }

  /** Weights {@code [kH,kW,O,I] -> [I,O,kH,kW]}. */
  private static Value transposed(Node n) {
    channelsFirst(n, CONVOLUTION_ORDER);
    weightFormat(n);
    View weight = n.view(1).permuted(List.of(3, 2, 0, 1));
    return n.add(
        new TransposedConvolution(n.output(), inputs(n, weight), window(n, weight, true), 0, 0, 1));
  }

  private static List<String> inputs(Node n, View weight) {
    List<String> inputs = new ArrayList<>();
    inputs.add(n.read(0));
    inputs.add(n.draft().write(weight, n.names().get(1) + "/oihw"));
    if (n.in().size() > 2) {
      inputs.add(n.read(2));
    }
    return inputs;
  }

  private static Window window(Node n, View weight, boolean transposed) {
    int kernelHeight = Math.toIntExact(weight.shape().get(2).constant());
    int kernelWidth = Math.toIntExact(weight.shape().get(3).constant());
    int strideHeight = n.integer(2);
    int strideWidth = n.integer(3);
    int dilationHeight = n.integer(6);
    int dilationWidth = n.integer(7);
    int top = n.integer(4);
    int left = n.integer(5);
    int bottom = top;
    int right = left;
    if (n.integer(8) == SAME) {
      if (transposed || strideHeight != 1 || strideWidth != 1) {
        throw n.refuse("padding SAME with a stride", "padding in pixels");
      }
      // What is left of an uneven border goes below and to the right.
      int rows = dilationHeight * (kernelHeight - 1);
      int columns = dilationWidth * (kernelWidth - 1);
      top = rows / 2;
      bottom = rows - top;
      left = columns / 2;
      right = columns - left;
    } else if (n.integer(8) != 0) {
      throw n.refuse("causal padding", "padding in pixels");
    }
    return new Window(
        kernelHeight,
        kernelWidth,
        strideHeight,
        strideWidth,
        dilationHeight,
        dilationWidth,
        top,
        left,
        bottom,
        right);
  }

  private static void channelsFirst(Node n, int place) {
    if (n.integer(place) != 0) {
      throw n.refuse("maps [N,H,W,C]", "maps [N,C,H,W]");
    }
  }

  private static void weightFormat(Node n) {
    if (n.integers().length > 10 && n.integer(10) != 0) {
      throw n.refuse("a kernel of format " + n.integer(10), "the format [kH,kW,I,O]");
    }
  }

  private static Value pool(Node n, Pool.Kind kind) {
    channelsFirst(n, 10);
    if (n.integer(8) != 0) {
      throw n.refuse("padding SAME", "padding in pixels");
    }
    Window window =
        new Window(
            n.integer(0),
            n.integer(1),
            n.integer(2),
            n.integer(3),
            n.integer(6),
            n.integer(7),
            n.integer(4),
            n.integer(5),
            n.integer(4),
            n.integer(5));
    return n.add(
        new Pool(
            n.output(), n.read(0), kind, window, kind == Pool.Kind.AVERAGE && n.integer(9) == 1));
  }

  private static Value repeat(Node n) {
    if (n.integers().length > 2 && n.integer(2) != 1) {
      throw n.refuse("maps [N,H,W,C]", "maps [N,C,H,W]");
    }
    return n.add(
        new Resize(
            n.output(),
            n.read(0),
            Resize.Kind.NEAREST,
            Resize.Coordinates.ASYMMETRIC,
            n.integer(0),
            n.integer(1)));
  }
}
