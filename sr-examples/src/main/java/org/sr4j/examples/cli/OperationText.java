package org.sr4j.examples.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Pad;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.PixelUnshuffle;
import org.sr4j.models.program.op.Pool;
import org.sr4j.models.program.op.Reduce;
import org.sr4j.models.program.op.Resize;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.program.op.TransposedConvolution;
import org.sr4j.models.program.op.Window;

/** An operation in a few words: {@code conv 3x3 64>64 + bias}. */
final class OperationText {

  private OperationText() {}

  static String of(Operation operation, Map<String, long[]> shapes) {
    if (operation instanceof Convolution o) {
      long[] weight = shapes.get(o.weight());
      return convolution("conv", o.window(), weight[1] * o.groups(), weight[0], o.groups())
          + (o.hasBias() ? " + bias" : "");
    } else if (operation instanceof TransposedConvolution o) {
      long[] weight = shapes.get(o.weight());
      return convolution(
              "transposed conv", o.window(), weight[0], weight[1] * o.groups(), o.groups())
          + (o.hasBias() ? " + bias" : "");
    } else if (operation instanceof Activation o) {
      return words(o.kind());
    } else if (operation instanceof Binary o) {
      return words(o.kind())
          + " "
          + o.inputs().stream().map(n -> shape(shapes.get(n))).collect(Collectors.joining(", "));
    } else if (operation instanceof Reduce o) {
      return words(o.kind()) + " over " + (o.axes().isEmpty() ? "all" : "axes " + o.axes());
    } else if (operation instanceof PixelShuffle o) {
      return "pixel shuffle " + o.factor();
    } else if (operation instanceof PixelUnshuffle o) {
      return "pixel unshuffle " + o.factor();
    } else if (operation instanceof Pool o) {
      return words(o.kind()) + " pool " + side(o.window());
    } else if (operation instanceof Concat o) {
      return "concat of " + o.inputs().size();
    } else if (operation instanceof Slice o) {
      String end = o.end() == Long.MAX_VALUE ? "" : Long.toString(o.end());
      return "slice axis " + o.axis() + " " + o.start() + ":" + end;
    } else if (operation instanceof Pad o) {
      return "pad " + words(o.mode());
    } else if (operation instanceof Resize o) {
      return "resize " + words(o.kind());
    }
    return operation
        .getClass()
        .getSimpleName()
        .replaceAll("([a-z])([A-Z])", "$1 $2")
        .toLowerCase(Locale.ROOT);
  }

  private static String convolution(String name, Window w, long inputs, long outputs, int groups) {
    List<String> words = new ArrayList<>(List.of(name, side(w), inputs + ">" + outputs));
    if (groups > 1) {
      words.add(groups == inputs ? "depthwise" : "groups " + groups);
    }
    if (w.strideHeight() > 1 || w.strideWidth() > 1) {
      words.add("stride " + w.strideHeight());
    }
    if (w.dilationHeight() > 1 || w.dilationWidth() > 1) {
      words.add("dilation " + w.dilationHeight());
    }
    return String.join(" ", words);
  }

  private static String side(Window w) {
    return w.kernelHeight() + "x" + w.kernelWidth();
  }

  private static String words(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static String shape(long[] shape) {
    return shape.length == 0
        ? "number"
        : Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining("x"));
  }
}
