package org.sr4j.models.program.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Convolution;
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
import org.sr4j.models.program.op.Transpose;
import org.sr4j.models.program.op.TransposedConvolution;
import org.sr4j.models.program.op.Window;
import org.sr4j.models.weights.binary.MalformedException;

/** The shape of an operation's result, from the shapes of what it reads. */
final class OperationShapes {

  private static final long MAX_SIZE = 1L << 31;

  private final Function<String, long[]> known;

  /**
   * @param known shapes by name; not null for any name an operation reads
   */
  OperationShapes(Function<String, long[]> known) {
    this.known = known;
  }

  /**
   * @throws MalformedException if the operation does not take such shapes
   */
  long[] of(Operation operation) {
    long[] shape = shape(operation);
    for (long size : shape) {
      if (size < 1 || size > MAX_SIZE) {
        throw new MalformedException("a result " + Arrays.toString(shape), "sizes of 1 or more");
      }
    }
    if (Tensor.elements(shape) < 0) {
      throw new MalformedException("a result " + Arrays.toString(shape), "fewer values");
    }
    return shape;
  }

  private long[] shape(Operation operation) {
    if (operation instanceof Convolution c) {
      return convolution(c);
    } else if (operation instanceof TransposedConvolution t) {
      return transposed(t);
    } else if (operation instanceof Binary b) {
      return broadcast(known.apply(b.left()), known.apply(b.right()));
    } else if (operation instanceof Prelu p) {
      return prelu(p);
    } else if (operation instanceof Concat c) {
      return concat(c);
    } else if (operation instanceof Slice s) {
      return slice(s);
    } else if (operation instanceof MatrixProduct m) {
      return product(known.apply(m.left()), known.apply(m.right()));
    } else if (operation instanceof Transpose t) {
      return transpose(t);
    } else if (operation instanceof Reshape r) {
      return reshape(known.apply(r.input()), r.shape());
    } else if (operation instanceof Reduce r) {
      return reduce(r);
    } else {
      return map(operation);
    }
  }

  private long[] map(Operation operation) {
    String input = operation.inputs().get(0);
    if (operation instanceof Pool p) {
      long[] in = fourAxes(input);
      return new long[] {in[0], in[1], p.window().height(in[2]), p.window().width(in[3])};
    } else if (operation instanceof Pad p) {
      long[] in = fourAxes(input);
      boolean mirrored = p.mode() == Pad.Mode.REFLECT;
      if (mirrored
          && (Math.max(p.top(), p.bottom()) >= in[2] || Math.max(p.left(), p.right()) >= in[3])) {
        throw new MalformedException(
            "a mirrored border wider than the map " + Arrays.toString(in), null);
      }
      return new long[] {in[0], in[1], in[2] + p.top() + p.bottom(), in[3] + p.left() + p.right()};
    } else if (operation instanceof PixelShuffle s) {
      long[] in = fourAxes(input);
      long cell = (long) s.factor() * s.factor();
      requireMultiple(in[1], cell, "channels");
      return new long[] {in[0], in[1] / cell, in[2] * s.factor(), in[3] * s.factor()};
    } else if (operation instanceof PixelUnshuffle u) {
      long[] in = fourAxes(input);
      requireMultiple(in[2], u.factor(), "rows");
      requireMultiple(in[3], u.factor(), "columns");
      long cell = (long) u.factor() * u.factor();
      return new long[] {in[0], in[1] * cell, in[2] / u.factor(), in[3] / u.factor()};
    } else if (operation instanceof Resize r) {
      long[] in = fourAxes(input);
      return new long[] {
        in[0],
        in[1],
        (long) Math.floor(in[2] * r.heightFactor()),
        (long) Math.floor(in[3] * r.widthFactor())
      };
    }
    return known.apply(input).clone();
  }

  private long[] convolution(Convolution c) {
    long[] in = fourAxes(c.map());
    long[] weight = weight(c.weight(), c.window());
    if (in[1] != weight[1] * c.groups() || weight[0] % c.groups() != 0) {
      throw new MalformedException(
          "weight " + Arrays.toString(weight) + " in " + c.groups() + " groups",
          "weight for a map " + Arrays.toString(in));
    }
    checkBias(c.inputs(), weight[0]);
    return new long[] {in[0], weight[0], c.window().height(in[2]), c.window().width(in[3])};
  }

  private long[] transposed(TransposedConvolution t) {
    long[] in = fourAxes(t.map());
    Window w = t.window();
    long[] weight = weight(t.weight(), w);
    if (in[1] != weight[0] || in[1] % t.groups() != 0) {
      throw new MalformedException(
          "weight " + Arrays.toString(weight) + " in " + t.groups() + " groups",
          "weight for a map " + Arrays.toString(in));
    }
    long channels = weight[1] * t.groups();
    checkBias(t.inputs(), channels);
    long height =
        (in[2] - 1) * w.strideHeight()
            + (long) w.dilationHeight() * (w.kernelHeight() - 1)
            + 1
            + t.extraHeight()
            - w.top()
            - w.bottom();
    long width =
        (in[3] - 1) * w.strideWidth()
            + (long) w.dilationWidth() * (w.kernelWidth() - 1)
            + 1
            + t.extraWidth()
            - w.left()
            - w.right();
    return new long[] {in[0], channels, height, width};
  }

  private long[] weight(String name, Window window) {
    long[] weight = fourAxes(name);
    if (weight[2] != window.kernelHeight() || weight[3] != window.kernelWidth()) {
      throw new MalformedException(
          "weight " + Arrays.toString(weight),
          "a kernel of " + window.kernelHeight() + "x" + window.kernelWidth());
    }
    return weight;
  }

  private void checkBias(List<String> inputs, long channels) {
    if (inputs.size() > 2 && !Arrays.equals(known.apply(inputs.get(2)), new long[] {channels})) {
      throw new MalformedException(
          "bias " + Arrays.toString(known.apply(inputs.get(2))), "[" + channels + "]");
    }
  }

  private long[] prelu(Prelu p) {
    long[] in = known.apply(p.input());
    if (!Arrays.equals(broadcast(in, known.apply(p.slope())), in)) {
      throw new MalformedException(
          "slope " + Arrays.toString(known.apply(p.slope())),
          "one that broadcasts to " + Arrays.toString(in));
    }
    return in.clone();
  }

  private long[] concat(Concat c) {
    long[] shape = known.apply(c.inputs().get(0)).clone();
    requireAxis(c.axis(), shape);
    for (String input : c.inputs().subList(1, c.inputs().size())) {
      long[] other = known.apply(input).clone();
      if (other.length != shape.length) {
        throw new MalformedException(
            Arrays.toString(other), "as many axes as in " + Arrays.toString(shape));
      }
      long sum = shape[c.axis()] + other[c.axis()];
      other[c.axis()] = shape[c.axis()];
      if (!Arrays.equals(other, shape)) {
        throw new MalformedException(
            Arrays.toString(known.apply(input)) + " joined to " + Arrays.toString(shape),
            "equal sizes of the other axes");
      }
      shape[c.axis()] = sum;
    }
    return shape;
  }

  private long[] slice(Slice s) {
    long[] shape = known.apply(s.input()).clone();
    requireAxis(s.axis(), shape);
    shape[s.axis()] = index(s.end(), shape[s.axis()]) - index(s.start(), shape[s.axis()]);
    return shape;
  }

  private static long index(long at, long size) {
    return Math.max(0, Math.min(size, at < 0 ? at + size : at));
  }

  private static long[] product(long[] left, long[] right) {
    if (left.length < 2 || right.length < 2 || left[left.length - 1] != right[right.length - 2]) {
      throw new MalformedException(
          "a product of " + Arrays.toString(left) + " and " + Arrays.toString(right),
          "matrices that fit");
    }
    long[] outer =
        broadcast(Arrays.copyOf(left, left.length - 2), Arrays.copyOf(right, right.length - 2));
    long[] shape = Arrays.copyOf(outer, outer.length + 2);
    shape[outer.length] = left[left.length - 2];
    shape[outer.length + 1] = right[right.length - 1];
    return shape;
  }

  private long[] transpose(Transpose t) {
    long[] in = known.apply(t.input());
    List<Integer> sorted = t.order().stream().sorted().toList();
    if (!sorted.equals(IntStream.range(0, in.length).boxed().toList())) {
      throw new MalformedException(
          "the order " + t.order(), "every axis of " + Arrays.toString(in));
    }
    return t.order().stream().mapToLong(axis -> in[axis]).toArray();
  }

  /** The shape that a reshape of {@code in} to {@code wanted} gives. */
  static long[] reshape(long[] in, List<Long> wanted) {
    long[] shape = new long[wanted.size()];
    int free = -1;
    long product = 1;
    for (int i = 0; i < shape.length; i++) {
      long size = wanted.get(i);
      if (size < -1 || (size == -1 && free >= 0) || (size == 0 && i >= in.length)) {
        throw new MalformedException("a reshape to " + wanted, "sizes, and one -1 at most");
      }
      shape[i] = size == 0 ? in[i] : size;
      if (size == -1) {
        free = i;
      } else {
        product = Math.multiplyExact(product, shape[i]);
      }
    }
    long elements = Tensor.elements(in);
    if (free >= 0 && product > 0) {
      shape[free] = elements / product;
      product *= shape[free];
    }
    if (product != elements) {
      throw new MalformedException(
          "a reshape of " + Arrays.toString(in) + " to " + wanted, "as many values as before");
    }
    return shape;
  }

  private long[] reduce(Reduce r) {
    long[] in = known.apply(r.input());
    r.axes().forEach(axis -> requireAxis(axis, in));
    return IntStream.range(0, in.length)
        .filter(axis -> r.keepAxes() || !isReduced(r, axis))
        .mapToLong(axis -> isReduced(r, axis) ? 1 : in[axis])
        .toArray();
  }

  private static boolean isReduced(Reduce r, int axis) {
    return r.axes().isEmpty() || r.axes().contains(axis);
  }

  /** NumPy's rule: sizes are equal, or one is 1, counted from the last axis. */
  static long[] broadcast(long[] a, long[] b) {
    long[] shape = new long[Math.max(a.length, b.length)];
    for (int i = 1; i <= shape.length; i++) {
      long left = i <= a.length ? a[a.length - i] : 1;
      long right = i <= b.length ? b[b.length - i] : 1;
      if (left != right && left != 1 && right != 1) {
        throw new MalformedException(
            Arrays.toString(a) + " with " + Arrays.toString(b), "shapes that broadcast");
      }
      shape[shape.length - i] = left == 1 ? right : left;
    }
    return shape;
  }

  private long[] fourAxes(String name) {
    long[] shape = known.apply(name);
    if (shape.length != 4) {
      throw new MalformedException(name + " " + Arrays.toString(shape), "four axes [N,C,H,W]");
    }
    return shape;
  }

  private static void requireMultiple(long size, long factor, String what) {
    if (factor < 1 || size % factor != 0) {
      throw new MalformedException(size + " " + what, "a multiple of " + factor);
    }
  }

  private static void requireAxis(int axis, long[] shape) {
    if (axis < 0 || axis >= shape.length) {
      throw new MalformedException("axis " + axis, "one of " + Arrays.toString(shape));
    }
  }
}
