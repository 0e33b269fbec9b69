package org.sr4j.models.program.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.shape.Dim;

/** What graphs compute of shapes. */
final class SizeRules {

  private SizeRules() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put("shape_of", n -> Sizes.of(n.in().get(0).shape()));
    rules.put("size", n -> scalar(Dim.product(n.in().get(0).shape())));
    rules.put("size_at", n -> scalar(n.in().get(0).shape().get(axis(n))));
    rules.put("fill", SizeRules::fill);
    rules.put("cast", SizeRules::cast);
    rules.put("cumsum", SizeRules::runningSum);
  }

  private static Sizes scalar(Dim size) {
    return new Sizes(List.of(), List.of(size));
  }

  private static int axis(Node n) {
    int axis = n.integer(0);
    return axis < 0 ? axis + n.in().get(0).shape().size() : axis;
  }

  private static Value fill(Node n) {
    return ShapeFunction.filled(n.sizes(0).values(), n.reals()[0]);
  }

  /** Maps have one type in programs; integers become real numbers. */
  private static Value cast(Node n) {
    boolean toReal = n.op().getSameDiff().getVariable(n.output()).dataType().isFPType();
    Value value = n.in().get(0);
    if (value instanceof Sizes sizes) {
      return toReal ? ShapeArithmetic.real(sizes) : sizes;
    }
    if (!toReal) {
      throw n.refuse("real numbers cut to integers", "a cast between real types");
    }
    return value;
  }

  /** Along the one axis that is not of size 1. */
  private static Value runningSum(Node n) {
    if (!(n.in().get(0) instanceof ShapeFunction f)
        || f.shape().stream().filter(d -> !d.is(1)).count() > 1
        || n.integer(0) != 0
        || n.integer(1) != 0) {
      throw n.refuse("a running sum of data", "of what follows from shapes, along one axis");
    }
    return new ShapeFunction(
        f.shape(),
        null,
        symbols -> {
          double[] values = f.computation().values(symbols);
          for (int i = 1; i < values.length; i++) {
            values[i] += values[i - 1];
          }
          return values;
        });
  }

  static Sizes combined(Node n, Sizes a, Sizes b, Binary.Kind kind) {
    int length = Math.max(a.values().size(), b.values().size());
    List<Dim> values = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      Dim x = a.values().get(a.values().size() == 1 ? 0 : i);
      Dim y = b.values().get(b.values().size() == 1 ? 0 : i);
      values.add(combined(n, x, y, kind));
    }
    return new Sizes(a.values().size() >= b.values().size() ? a.shape() : b.shape(), values);
  }

  private static Dim combined(Node n, Dim x, Dim y, Binary.Kind kind) {
    return switch (kind) {
      case ADD -> x.plus(y);
      case SUBTRACT -> x.minus(y);
      case MULTIPLY -> x.times(y);
      case DIVIDE -> {
        if (!y.isConstant() || y.constant() < 1) {
          yield x.dividedBy(y).orElseThrow(() -> new FreeSizeException(x + " / " + y));
        }
        yield x.floorDividedBy(y.constant());
      }
      case MAXIMUM, MINIMUM -> {
        if (!x.isConstant() || !y.isConstant()) {
          throw new FreeSizeException(kind + " of " + x + " and " + y);
        }
        boolean first = x.constant() > y.constant() == (kind == Binary.Kind.MAXIMUM);
        yield first ? x : y;
      }
      case POWER -> throw n.refuse("a power of sizes", "sums and products");
    };
  }
}
