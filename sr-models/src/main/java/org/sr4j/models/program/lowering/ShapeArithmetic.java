package org.sr4j.models.program.lowering;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToLongFunction;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.shape.Dim;

/** Arithmetic of real numbers that follow from shapes, in double. */
final class ShapeArithmetic {

  private ShapeArithmetic() {}

  static ShapeFunction activation(Node n, ShapeFunction x, Activation.Kind kind) {
    DoubleUnaryOperator function =
        switch (kind) {
          case ABS -> Math::abs;
          case RELU -> v -> Math.max(v, 0);
          case SQRT -> Math::sqrt;
          case NEGATE -> v -> -v;
          case EXP -> Math::exp;
          default -> throw n.refuse("a function of shapes", "abs, relu, sqrt, neg, exp");
        };
    return mapped(x, function);
  }

  private static ShapeFunction mapped(ShapeFunction x, DoubleUnaryOperator function) {
    return new ShapeFunction(
        x.shape(),
        x.uniform() == null ? null : (Double) function.applyAsDouble(x.uniform()),
        symbols -> {
          double[] values = x.computation().values(symbols);
          for (int i = 0; i < values.length; i++) {
            values[i] = function.applyAsDouble(values[i]);
          }
          return values;
        });
  }

  static ShapeFunction binary(Node n, Value left, Value right, Binary.Kind kind) {
    ShapeFunction a = real(left);
    ShapeFunction b = real(right);
    List<Dim> shape = broadcast(n, a.shape(), b.shape());
    Double uniform =
        a.uniform() == null || b.uniform() == null
            ? null
            : (Double) value(kind, a.uniform(), b.uniform());
    return new ShapeFunction(shape, uniform, symbols -> combined(a, b, shape, kind, symbols));
  }

  /** Integers as real numbers. */
  static ShapeFunction real(Value value) {
    if (value instanceof Sizes sizes) {
      return new ShapeFunction(
          sizes.shape(),
          null,
          symbols -> sizes.values().stream().mapToDouble(d -> d.valueFor(symbols)).toArray());
    }
    return (ShapeFunction) value;
  }

  private static List<Dim> broadcast(Node n, List<Dim> a, List<Dim> b) {
    List<Dim> large = a.size() >= b.size() ? a : b;
    List<Dim> small = large == a ? b : a;
    int lead = large.size() - small.size();
    Dim[] shape = large.toArray(Dim[]::new);
    for (int i = 0; i < small.size(); i++) {
      if (shape[lead + i].is(1)) {
        shape[lead + i] = small.get(i);
      } else if (!small.get(i).is(1) && !small.get(i).equals(shape[lead + i])) {
        throw n.refuse("shapes " + a + " and " + b, "shapes that broadcast");
      }
    }
    return List.of(shape);
  }

  private static double[] combined(
      ShapeFunction a,
      ShapeFunction b,
      List<Dim> shape,
      Binary.Kind kind,
      ToLongFunction<String> symbols) {
    double[] x = a.computation().values(symbols);
    double[] y = b.computation().values(symbols);
    long[] sizes = shape.stream().mapToLong(d -> d.valueFor(symbols)).toArray();
    double[] values = new double[Math.toIntExact(Dim.product(shape).valueFor(symbols))];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(kind, x[place(i, sizes, a, symbols)], y[place(i, sizes, b, symbols)]);
    }
    return values;
  }

  /** Index in {@code operand} of what is at {@code i} in the result. */
  private static int place(
      int i, long[] sizes, ShapeFunction operand, ToLongFunction<String> symbols) {
    List<Dim> own = operand.shape();
    long place = 0;
    long stride = 1;
    long rest = i;
    for (int axis = sizes.length - 1, k = own.size() - 1; k >= 0; axis--, k--) {
      long size = own.get(k).valueFor(symbols);
      place += size == 1 ? 0 : rest % sizes[axis] * stride;
      stride *= size;
      rest /= sizes[axis];
    }
    return (int) place;
  }

  private static double value(Binary.Kind kind, double x, double y) {
    return switch (kind) {
      case ADD -> x + y;
      case DIVIDE -> x / y;
      case MAXIMUM -> Math.max(x, y);
      case MINIMUM -> Math.min(x, y);
      case MULTIPLY -> x * y;
      case POWER -> Math.pow(x, y);
      case SUBTRACT -> x - y;
    };
  }
}
