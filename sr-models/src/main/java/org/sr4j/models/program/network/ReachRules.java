package org.sr4j.models.program.network;

import java.util.List;
import java.util.Map;
import org.sr4j.models.program.Probes;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Identity;
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

/**
 * How operations widen what a value depends on. Extents are summed in parts of low-resolution
 * pixels and rounded up at the end, which is what rounding up at each shuffle gives: {@code
 * ceil((ceil(a/m) + b)/n) = ceil((a/m + b)/n)} for whole b.
 */
final class ReachRules {

  private final Map<String, Reach> maps;
  private final Probes probes;

  /**
   * @param maps reaches of the values that are maps of pixels; others are the same for all pixels
   */
  ReachRules(Map<String, Reach> maps, Probes probes) {
    this.maps = maps;
    this.probes = probes;
  }

  /**
   * The reach of a map.
   *
   * @throws NotLocalException if it depends on more than a neighbourhood
   */
  Reach of(Operation operation) {
    if (operation instanceof Convolution c) {
      requireSame(c.inputs().subList(1, c.inputs().size()));
      return window(map(c.map()), c.window());
    } else if (operation instanceof TransposedConvolution t) {
      requireSame(t.inputs().subList(1, t.inputs().size()));
      return transposed(map(t.map()), t.window());
    } else if (operation instanceof Pool p) {
      return window(map(p.input()), p.window());
    } else if (operation instanceof Activation || operation instanceof Identity) {
      return map(operation.inputs().get(0));
    } else if (operation instanceof Binary || operation instanceof Prelu) {
      return joined(operation.inputs(), operation.output());
    } else if (operation instanceof Concat c) {
      requireOtherThanPixels(c.axis(), c.output());
      return joined(c.inputs(), c.output());
    } else if (operation instanceof Softmax s) {
      requireOtherThanPixels(s.axis(), s.output());
      return map(s.input());
    } else if (operation instanceof Reduce r) {
      int rank = probes.rank(r.input());
      if (r.axes().isEmpty() || r.axes().stream().anyMatch(axis -> axis >= rank - 2)) {
        throw new NotLocalException(r.kind() + " over all pixels");
      }
      return map(r.input());
    } else {
      return moved(operation);
    }
  }

  private Reach moved(Operation operation) {
    Reach in = map(operation.inputs().get(0));
    if (operation instanceof PixelShuffle s) {
      return in.enlarged(s.factor());
    } else if (operation instanceof PixelUnshuffle u) {
      return in.reduced(u.factor());
    } else if (operation instanceof Slice s) {
      return slice(s, in);
    } else if (operation instanceof Pad p) {
      return pad(p, in);
    } else if (operation instanceof Resize r) {
      return resize(r, in);
    } else if (operation instanceof Transpose t) {
      int rank = t.order().size();
      if (t.order().get(rank - 2) == rank - 2 && t.order().get(rank - 1) == rank - 1) {
        return in;
      }
    } else if (operation instanceof Reshape r && keepsPixels(r)) {
      return in;
    }
    throw new NotLocalException(operation.getClass().getSimpleName() + " of pixels");
  }

  private Reach map(String name) {
    Reach reach = maps.get(name);
    if (reach == null) {
      throw new NotLocalException(name + " is no map");
    }
    return reach;
  }

  /** Weights and biases that are the same for every pixel. */
  private void requireSame(List<String> names) {
    if (names.stream().anyMatch(maps::containsKey)) {
      throw new NotLocalException("a kernel made of pixels");
    }
  }

  private Reach window(Reach in, Window w) {
    if (w.strideHeight() != w.strideWidth()) {
      throw new NotLocalException("different strides");
    }
    int before = Math.max(w.top(), w.left());
    int after =
        Math.max(
            w.dilationHeight() * (w.kernelHeight() - 1) - w.top(),
            w.dilationWidth() * (w.kernelWidth() - 1) - w.left());
    Reach read = in.plus(-before, after);
    return w.strideHeight() == 1 ? read : read.reduced(w.strideHeight());
  }

  private Reach transposed(Reach in, Window w) {
    if (w.strideHeight() != w.strideWidth()) {
      throw new NotLocalException("different strides");
    }
    int before =
        Math.max(
            w.dilationHeight() * (w.kernelHeight() - 1) - w.top(),
            w.dilationWidth() * (w.kernelWidth() - 1) - w.left());
    int after = Math.max(w.top(), w.left());
    return in.enlarged(w.strideHeight()).plus(-before, after);
  }

  /** Several maps of one resolution, and values that broadcast over their pixels. */
  private Reach joined(List<String> inputs, String output) {
    Reach all = null;
    for (String input : inputs) {
      Reach reach = maps.get(input);
      if (reach == null) {
        requireBroadcast(input, output);
      } else if (all == null) {
        all = reach;
      } else if (!all.sameResolution(reach)) {
        throw new NotLocalException("maps of different resolution");
      } else {
        all = all.with(reach);
      }
    }
    return all;
  }

  /** A value that is the same for all pixels must not be laid out over them. */
  private void requireBroadcast(String input, String output) {
    long[] shape = probes.shape(0, input);
    long[] over = probes.shape(0, output);
    for (int i = 1; i <= Math.min(2, shape.length); i++) {
      if (shape[shape.length - i] != 1 && over.length >= i) {
        throw new NotLocalException(input + " differs from pixel to pixel");
      }
    }
  }

  private void requireOtherThanPixels(int axis, String name) {
    if (axis >= probes.rank(name) - 2) {
      throw new NotLocalException("an operation along rows or columns");
    }
  }

  /** What is cut off the beginning moves every pixel. */
  private Reach slice(Slice s, Reach in) {
    if (s.axis() < probes.rank(s.input()) - 2) {
      return in;
    }
    if (s.start() < 0 || (s.end() >= 0 && s.end() != Long.MAX_VALUE)) {
      throw new NotLocalException("a part of the rows or columns");
    }
    return in.plus(0, s.start());
  }

  private static Reach pad(Pad p, Reach in) {
    int before = Math.max(p.top(), p.left());
    int mirrored =
        p.mode() == Pad.Mode.REFLECT ? Math.max(before, Math.max(p.bottom(), p.right())) : 0;
    if (p.top() != p.left()) {
      return in.plus(-before - mirrored, mirrored);
    }
    // Every pixel moves by the border, which the window that follows takes back.
    return new Reach(
            in.numerator(),
            in.denominator(),
            in.low() - before * (double) in.denominator() / in.numerator(),
            in.high() - before * (double) in.denominator() / in.numerator())
        .plus(-mirrored, mirrored);
  }

  private static Reach resize(Resize r, Reach in) {
    if (r.heightFactor() != r.widthFactor()
        || r.coordinates() == Resize.Coordinates.ALIGN_CORNERS) {
      throw new NotLocalException("a resize whose phase depends on the size");
    }
    int around =
        switch (r.kind()) {
          case NEAREST -> r.coordinates() == Resize.Coordinates.ASYMMETRIC ? 0 : 1;
          case LINEAR -> 1;
          case CUBIC -> 2;
        };
    Reach read = in.plus(-around, around);
    double factor = r.heightFactor();
    if (factor == Math.rint(factor)) {
      return read.enlarged((long) factor);
    }
    if (1 / factor == Math.rint(1 / factor)) {
      return read.reduced((long) (1 / factor));
    }
    throw new NotLocalException("a resize by " + factor);
  }

  private boolean keepsPixels(Reshape r) {
    for (int p = 0; p < Probes.COUNT; p++) {
      long[] in = probes.shape(p, r.input());
      long[] out = probes.shape(p, r.output());
      if (out.length < 2
          || in[in.length - 1] != out[out.length - 1]
          || in[in.length - 2] != out[out.length - 2]) {
        return false;
      }
    }
    return true;
  }
}
