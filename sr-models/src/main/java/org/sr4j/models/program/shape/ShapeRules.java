package org.sr4j.models.program.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.Problem;
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
import org.sr4j.models.program.op.Softmax;
import org.sr4j.models.program.op.Transpose;
import org.sr4j.models.program.op.TransposedConvolution;
import org.sr4j.models.program.op.Window;

/** Shape of an operation's result from the shapes of what it reads. */
public final class ShapeRules {

  private final Operation operation;
  private final Function<String, List<Dim>> shapes;

  private ShapeRules(Operation operation, Function<String, List<Dim>> shapes) {
    this.operation = operation;
    this.shapes = shapes;
  }

  /**
   * @param shapes of every value that the operation reads
   * @throws GraphException if the shapes do not fit the operation, naming both
   */
  public static List<Dim> of(Operation operation, Function<String, List<Dim>> shapes) {
    return new ShapeRules(operation, shapes).shape();
  }

  private List<Dim> shape() {
    if (operation instanceof Convolution o) {
      return convolution(o);
    } else if (operation instanceof TransposedConvolution o) {
      return transposed(o);
    } else if (operation instanceof Binary || operation instanceof Prelu) {
      return broadcast(input(0), input(1));
    } else if (operation instanceof Concat o) {
      return concat(o);
    } else if (operation instanceof Slice o) {
      return slice(o);
    } else if (operation instanceof Reduce o) {
      return reduce(o);
    } else if (operation instanceof MatrixProduct) {
      return product(input(0), input(1));
    } else if (operation instanceof Pool o) {
      return windows(map(0), o.window(), map(0).get(1));
    } else if (operation instanceof Pad o) {
      List<Dim> in = map(0);
      return List.of(
          in.get(0),
          in.get(1),
          in.get(2).plus(o.top() + (long) o.bottom()),
          in.get(3).plus(o.left() + (long) o.right()));
    } else if (operation instanceof PixelShuffle o) {
      List<Dim> in = map(0);
      long r = o.factor();
      return List.of(in.get(0), divided(in.get(1), r * r), in.get(2).times(r), in.get(3).times(r));
    } else if (operation instanceof PixelUnshuffle o) {
      List<Dim> in = map(0);
      long r = o.factor();
      return List.of(
          in.get(0), in.get(1).times(r * r), divided(in.get(2), r), divided(in.get(3), r));
    } else if (operation instanceof Resize o) {
      List<Dim> in = map(0);
      return List.of(
          in.get(0),
          in.get(1),
          scaled(in.get(2), o.heightFactor()),
          scaled(in.get(3), o.widthFactor()));
    } else if (operation instanceof Reshape o) {
      return reshape(o);
    } else if (operation instanceof Transpose o) {
      List<Dim> in = input(0);
      check(permutes(o.order(), in.size()), "axes " + o.order());
      return o.order().stream().map(in::get).toList();
    } else if (operation instanceof Softmax o) {
      check(o.axis() >= 0 && o.axis() < input(0).size(), "axis " + o.axis());
    }
    return input(0);
  }

  private static boolean permutes(List<Integer> order, int rank) {
    List<Integer> sorted = new ArrayList<>(order);
    Collections.sort(sorted);
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      axes.add(i);
    }
    return sorted.equals(axes);
  }

  private List<Dim> input(int index) {
    return shapes.apply(operation.inputs().get(index));
  }

  private List<Dim> map(int index) {
    List<Dim> shape = input(index);
    check(shape.size() == 4, "a map [N,C,H,W]");
    return shape;
  }

  private List<Dim> convolution(Convolution o) {
    List<Dim> in = map(0);
    List<Dim> weight = map(1);
    checkWindow(weight, o.window());
    check(in.get(1).equals(weight.get(1).times(o.groups())), "as many channels as the weight");
    check(weight.get(0).dividedBy(Dim.of(o.groups())).isPresent(), "groups of equal size");
    if (o.hasBias()) {
      check(shapes.apply(o.bias()).equals(List.of(weight.get(0))), "a bias for every output");
    }
    return windows(in, o.window(), weight.get(0));
  }

  private List<Dim> transposed(TransposedConvolution o) {
    List<Dim> in = map(0);
    List<Dim> weight = map(1);
    Window w = o.window();
    checkWindow(weight, w);
    check(in.get(1).equals(weight.get(0)), "as many channels as the weight");
    check(in.get(1).dividedBy(Dim.of(o.groups())).isPresent(), "groups of equal size");
    Dim outputs = weight.get(1).times(o.groups());
    if (o.hasBias()) {
      check(shapes.apply(o.bias()).equals(List.of(outputs)), "a bias for every output");
    }
    long rows = w.dilationHeight() * (w.kernelHeight() - 1L) + 1 + o.extraHeight();
    long columns = w.dilationWidth() * (w.kernelWidth() - 1L) + 1 + o.extraWidth();
    Dim height = in.get(2).plus(-1).times(w.strideHeight()).plus(rows - w.top() - w.bottom());
    Dim width = in.get(3).plus(-1).times(w.strideWidth()).plus(columns - w.left() - w.right());
    return List.of(in.get(0), outputs, positive(height), positive(width));
  }

  private void checkWindow(List<Dim> weight, Window window) {
    check(
        weight.get(2).is(window.kernelHeight()) && weight.get(3).is(window.kernelWidth()),
        "a weight of the window's size");
  }

  private List<Dim> windows(List<Dim> in, Window w, Dim channels) {
    long rows = (long) w.top() + w.bottom() - (long) w.dilationHeight() * (w.kernelHeight() - 1);
    long columns = (long) w.left() + w.right() - (long) w.dilationWidth() * (w.kernelWidth() - 1);
    Dim height = in.get(2).plus(rows - 1).floorDividedBy(w.strideHeight()).plus(1);
    Dim width = in.get(3).plus(columns - 1).floorDividedBy(w.strideWidth()).plus(1);
    return List.of(in.get(0), channels, positive(height), positive(width));
  }

  private Dim positive(Dim size) {
    check(!size.isConstant() || size.constant() > 0, "a map that the window fits in");
    return size;
  }

  private List<Dim> broadcast(List<Dim> a, List<Dim> b) {
    int rank = Math.max(a.size(), b.size());
    List<Dim> shape = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int inA = i - rank + a.size();
      int inB = i - rank + b.size();
      Dim x = inA < 0 ? Dim.ONE : a.get(inA);
      Dim y = inB < 0 ? Dim.ONE : b.get(inB);
      check(x.is(1) || y.is(1) || x.equals(y), "shapes that broadcast");
      shape.add(x.is(1) ? y : x);
    }
    return shape;
  }

  private List<Dim> concat(Concat o) {
    List<Dim> shape = new ArrayList<>(input(0));
    int axis = axis(o.axis(), shape);
    for (int i = 1; i < o.inputs().size(); i++) {
      List<Dim> other = input(i);
      check(other.size() == shape.size(), "inputs of one rank");
      for (int k = 0; k < shape.size(); k++) {
        if (k == axis) {
          shape.set(k, shape.get(k).plus(other.get(k)));
        } else {
          check(other.get(k).equals(shape.get(k)), "inputs that differ along the axis only");
        }
      }
    }
    return shape;
  }

  private int axis(int axis, List<Dim> shape) {
    check(axis >= 0 && axis < shape.size(), "an axis of the input");
    return axis;
  }

  private List<Dim> slice(Slice o) {
    List<Dim> shape = new ArrayList<>(input(0));
    int axis = axis(o.axis(), shape);
    Dim size = shape.get(axis);
    Dim length = bound(o.end(), size).minus(bound(o.start(), size));
    check(!length.isConstant() || length.constant() > 0, "a part of the axis");
    shape.set(axis, length);
    return shape;
  }

  /** An index from the start; those of an axis of unknown size are taken to lie within it. */
  private static Dim bound(long index, Dim size) {
    if (index == Long.MAX_VALUE) {
      return size;
    }
    Dim fromStart = index < 0 ? size.plus(index) : Dim.of(index);
    if (!size.isConstant()) {
      return fromStart;
    }
    return Dim.of(Math.max(0, Math.min(size.constant(), fromStart.constant())));
  }

  private List<Dim> reduce(Reduce o) {
    List<Dim> in = input(0);
    o.axes().forEach(axis -> axis(axis, in));
    List<Dim> shape = new ArrayList<>();
    for (int i = 0; i < in.size(); i++) {
      boolean gone = o.axes().isEmpty() || o.axes().contains(i);
      if (!gone) {
        shape.add(in.get(i));
      } else if (o.keepAxes()) {
        shape.add(Dim.ONE);
      }
    }
    return shape;
  }

  private List<Dim> product(List<Dim> a, List<Dim> b) {
    check(a.size() >= 2 && b.size() >= 2, "matrices");
    Dim inner = a.get(a.size() - 1);
    check(inner.equals(b.get(b.size() - 2)), "as many rows as the left factor has columns");
    List<Dim> shape =
        new ArrayList<>(broadcast(a.subList(0, a.size() - 2), b.subList(0, b.size() - 2)));
    shape.add(a.get(a.size() - 2));
    shape.add(b.get(b.size() - 1));
    return shape;
  }

  private List<Dim> reshape(Reshape o) {
    List<Dim> in = input(0);
    List<Dim> shape = new ArrayList<>();
    Dim known = Dim.ONE;
    int open = -1;
    for (int i = 0; i < o.shape().size(); i++) {
      long size = o.shape().get(i);
      if (size == -1) {
        check(open < 0, "one open size");
        open = i;
        shape.add(Dim.ONE);
        continue;
      }
      check(size >= 0 && (size > 0 || i < in.size()), "sizes");
      shape.add(size == 0 ? in.get(i) : Dim.of(size));
      known = known.times(shape.get(i));
    }
    Dim all = Dim.product(in);
    if (open >= 0) {
      shape.set(open, all.dividedBy(known).orElseThrow(() -> mismatch("as many values")));
    } else {
      check(all.equals(known), "as many values");
    }
    return shape;
  }

  private Dim divided(Dim size, long by) {
    return size.dividedBy(Dim.of(by)).orElseThrow(() -> mismatch("multiples of " + by));
  }

  private Dim scaled(Dim size, double factor) {
    if (factor == Math.rint(factor)) {
      return size.times((long) factor);
    }
    if (size.isConstant()) {
      return Dim.of((long) Math.floor(size.constant() * factor));
    }
    double inverse = 1 / factor;
    if (inverse == Math.rint(inverse)) {
      return size.floorDividedBy((long) inverse);
    }
    throw mismatch("a whole factor, or a known size");
  }

  private void check(boolean holds, String expected) {
    if (!holds) {
      throw mismatch(expected);
    }
  }

  private GraphException mismatch(String expected) {
    List<List<Dim>> found = operation.inputs().stream().map(shapes).toList();
    return new GraphException(
        Problem.cannot("infer the shape").at(operation).got("inputs " + found).expected(expected));
  }
}
