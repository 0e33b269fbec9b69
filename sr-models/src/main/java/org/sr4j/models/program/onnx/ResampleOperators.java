package org.sr4j.models.program.onnx;

import java.util.Arrays;
import java.util.Map;
import org.sr4j.models.program.Probes;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.PixelUnshuffle;
import org.sr4j.models.program.op.Resize;
import org.sr4j.models.program.op.Resize.Coordinates;
import org.sr4j.models.weights.binary.MalformedException;

/** Operators that change the number of pixels. */
final class ResampleOperators {

  static final Map<String, OperatorReader> ALL =
      Map.of(
          "DepthToSpace", ResampleOperators::shuffle,
          "SpaceToDepth", ResampleOperators::unshuffle,
          "Resize", ResampleOperators::resize,
          "Upsample", ResampleOperators::upsample);

  private ResampleOperators() {}

  private static void shuffle(OnnxNode node, GraphReading graph) {
    boolean crd = node.oneOf("mode", "DCR", "CRD").equals("CRD");
    graph.emit(
        new PixelShuffle(
            node.output(),
            WindowOperators.map(node, graph),
            block(node),
            crd ? PixelShuffle.Order.CHANNEL_FIRST : PixelShuffle.Order.CELL_FIRST));
  }

  private static void unshuffle(OnnxNode node, GraphReading graph) {
    String map = WindowOperators.map(node, graph);
    graph.emit(new PixelUnshuffle(node.output(), map, block(node), PixelShuffle.Order.CELL_FIRST));
  }

  private static int block(OnnxNode node) {
    int block = node.small("blocksize", 0);
    if (block < 1) {
      throw new MalformedException("blocksize " + block, "1 or more");
    }
    return block;
  }

  private static void upsample(OnnxNode node, GraphReading graph) {
    boolean linear = node.oneOf("mode", "nearest", "linear").equals("linear");
    double[] factors =
        node.has(1)
            ? graph.host(node, 1).doubles()
            : doubles(node.reals("scales").orElse(new float[0]));
    emit(
        node,
        graph,
        linear ? Resize.Kind.LINEAR : Resize.Kind.NEAREST,
        Coordinates.ASYMMETRIC,
        lastTwo(factors, new long[] {0, 1, 2, 3}));
  }

  private static void resize(OnnxNode node, GraphReading graph) {
    node.only("antialias", 0);
    node.only("exclude_outside", 0);
    node.oneOf("keep_aspect_ratio_policy", "stretch");
    node.ignore("extrapolation_value");
    String mode = node.oneOf("mode", "nearest", "linear", "cubic");
    long[] axes = node.integers("axes").orElse(new long[] {0, 1, 2, 3});
    String map = WindowOperators.map(node, graph);
    double[] factors;
    if (graph.opset() < 11) {
      factors = lastTwo(graph.host(node, 1).doubles(), axes);
    } else if (node.has(3)) {
      factors = lastTwo(ratios(graph.host(node, 3), map, axes, graph), axes);
    } else {
      factors = lastTwo(graph.host(node, 2).doubles(), axes);
    }
    Coordinates coordinates =
        graph.opset() < 11 ? Coordinates.ASYMMETRIC : coordinates(node, factors);
    switch (mode) {
      case "cubic" -> {
        float a = node.real("cubic_coeff_a", -0.75f);
        if (a != -0.75f) {
          throw new MalformedException("cubic_coeff_a " + a, "-0.75");
        }
        emit(node, graph, Resize.Kind.CUBIC, coordinates, factors);
      }
      case "linear" -> emit(node, graph, Resize.Kind.LINEAR, coordinates, factors);
      default ->
          emit(
              node,
              graph,
              Resize.Kind.NEAREST,
              nearest(node, graph, coordinates, factors),
              factors);
    }
    node.ignore("cubic_coeff_a", "nearest_mode");
  }

  private static void emit(
      OnnxNode node, GraphReading graph, Resize.Kind kind, Coordinates where, double[] factors) {
    String map = WindowOperators.map(node, graph);
    graph.emit(new Resize(node.output(), map, kind, where, factors[0], factors[1]));
  }

  private static Coordinates coordinates(OnnxNode node, double[] factors) {
    String given =
        node.oneOf(
            "coordinate_transformation_mode",
            "half_pixel",
            "pytorch_half_pixel",
            "half_pixel_symmetric",
            "asymmetric",
            "align_corners");
    return switch (given) {
      case "asymmetric" -> Coordinates.ASYMMETRIC;
      case "align_corners" -> Coordinates.ALIGN_CORNERS;
      case "half_pixel" -> Coordinates.HALF_PIXEL;
      default -> {
        // They differ from half_pixel in results of one pixel, and in sizes that were rounded.
        if (!isWhole(factors)) {
          throw new MalformedException(given + " by " + Arrays.toString(factors), "half_pixel");
        }
        yield Coordinates.HALF_PIXEL;
      }
    };
  }

  /** Of whole factors every rounding around a pixel's centre gives the pixel itself. */
  private static Coordinates nearest(
      OnnxNode node, GraphReading graph, Coordinates coordinates, double[] factors) {
    if (graph.opset() < 11) {
      return Coordinates.ASYMMETRIC;
    }
    String rounding =
        node.oneOf("nearest_mode", "round_prefer_floor", "round_prefer_ceil", "floor", "ceil");
    if (rounding.equals("floor")) {
      return coordinates;
    }
    if (rounding.startsWith("round") && coordinates == Coordinates.HALF_PIXEL && isWhole(factors)) {
      return Coordinates.ASYMMETRIC;
    }
    throw new MalformedException("nearest_mode \"" + rounding + "\"", "\"floor\"");
  }

  private static boolean isWhole(double[] factors) {
    return Arrays.stream(factors).allMatch(f -> f >= 1 && f == Math.rint(f));
  }

  /** New sizes over old ones, which must not depend on the picture's size. */
  private static double[] ratios(HostValue sizes, String map, long[] axes, GraphReading graph) {
    if (sizes.length() != axes.length) {
      throw new MalformedException(sizes.length() + " sizes", String.valueOf(axes.length));
    }
    double[][] ratios = new double[Probes.COUNT][axes.length];
    for (int p = 0; p < Probes.COUNT; p++) {
      long[] shape = graph.probes().shape(p, map);
      for (int i = 0; i < axes.length; i++) {
        ratios[p][i] = sizes.at()[p][i] / shape[GraphReading.axis(axes[i], shape.length)];
      }
    }
    if (!Arrays.equals(ratios[0], ratios[1])) {
      throw new MalformedException(
          "a resize to " + Arrays.toString(sizes.at()[0]) + " whatever the picture's size",
          "a resize by factors");
    }
    return ratios[0];
  }

  private static double[] lastTwo(double[] factors, long[] axes) {
    double[] all = {1, 1, 1, 1};
    if (factors.length != axes.length) {
      throw new MalformedException(factors.length + " factors", String.valueOf(axes.length));
    }
    for (int i = 0; i < axes.length; i++) {
      all[GraphReading.axis(axes[i], 4)] = factors[i];
    }
    if (all[0] != 1
        || all[1] != 1
        || !(all[2] > 0)
        || !(all[3] > 0)
        || all[2] > 64
        || all[3] > 64) {
      throw new MalformedException(
          "factors " + Arrays.toString(factors), "1, 1, and two between 0 and 64");
    }
    return new double[] {all[2], all[3]};
  }

  private static double[] doubles(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
