package org.sr4j.models.program.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Prelu;
import org.sr4j.models.program.shape.Dim;

/** Functions of each value by itself, and of two values. */
final class ElementwiseRules {

  private ElementwiseRules() {}

  static void addTo(Map<String, Rule> rules) {
    function(rules, "abs", Activation.Kind.ABS);
    function(rules, "erf", Activation.Kind.ERF);
    function(rules, "exp", Activation.Kind.EXP);
    function(rules, "log", Activation.Kind.LOG);
    function(rules, "neg", Activation.Kind.NEGATE);
    function(rules, "reciprocal", Activation.Kind.RECIPROCAL);
    function(rules, "sigmoid", Activation.Kind.SIGMOID);
    function(rules, "sqrt", Activation.Kind.SQRT);
    function(rules, "tanh", Activation.Kind.TANH);
    rules.put("relu", ElementwiseRules::relu);
    rules.put("leakyrelu", n -> activation(n, Activation.Kind.LEAKY_RELU, n.scalar(), 0));
    rules.put("relu6", n -> activation(n, Activation.Kind.CLIP, 0, 6));
    rules.put("ClipByValue", n -> activation(n, Activation.Kind.CLIP, n.reals()[0], n.reals()[1]));
    rules.put("square", n -> n.add(binary(n, n.read(0), n.read(0), Binary.Kind.MULTIPLY)));
    rules.put("prelu", ElementwiseRules::prelu);

    pair(rules, "add", Binary.Kind.ADD, false);
    pair(rules, "subtract", Binary.Kind.SUBTRACT, false);
    pair(rules, "multiply", Binary.Kind.MULTIPLY, false);
    pair(rules, "divide", Binary.Kind.DIVIDE, false);
    pair(rules, "maximum", Binary.Kind.MAXIMUM, false);
    pair(rules, "minimum", Binary.Kind.MINIMUM, false);
    pair(rules, "Pow", Binary.Kind.POWER, false);
    pair(rules, "reversesubtract", Binary.Kind.SUBTRACT, true);
    pair(rules, "reversedivide", Binary.Kind.DIVIDE, true);
    number(rules, "add_scalar", Binary.Kind.ADD, false);
    number(rules, "sub_scalar", Binary.Kind.SUBTRACT, false);
    number(rules, "mul_scalar", Binary.Kind.MULTIPLY, false);
    number(rules, "div_scalar", Binary.Kind.DIVIDE, false);
    number(rules, "max_scalar", Binary.Kind.MAXIMUM, false);
    number(rules, "min_scalar", Binary.Kind.MINIMUM, false);
    number(rules, "pow", Binary.Kind.POWER, false);
    number(rules, "rsub_scalar", Binary.Kind.SUBTRACT, true);
    number(rules, "rdiv_scalar", Binary.Kind.DIVIDE, true);
  }

  private static void function(Map<String, Rule> rules, String name, Activation.Kind kind) {
    rules.put(name, n -> activation(n, kind, 0, 0));
  }

  private static Value activation(Node n, Activation.Kind kind, double alpha, double beta) {
    if (n.in().get(0) instanceof ShapeFunction f) {
      return ShapeArithmetic.activation(n, f, kind);
    }
    return n.add(new Activation(n.output(), n.read(0), kind, (float) alpha, (float) beta));
  }

  private static Value relu(Node n) {
    if (n.scalar() != 0) {
      throw n.refuse("the threshold " + n.scalar(), "0");
    }
    return activation(n, Activation.Kind.RELU, 0, 0);
  }

  /** Slopes are shared along some axes; those must be of size 1 to broadcast. */
  private static Value prelu(Node n) {
    View slopes = n.view(1);
    for (long axis : n.integers()) {
      int place = Math.toIntExact(axis) - 1;
      if (place < 0 || place >= slopes.shape().size() || !slopes.shape().get(place).is(1)) {
        throw n.refuse("slopes " + slopes.shape(), "size 1 along the shared axes");
      }
    }
    return n.add(new Prelu(n.output(), n.read(0), n.read(1)));
  }

  private static void pair(
      Map<String, Rule> rules, String name, Binary.Kind kind, boolean reversed) {
    rules.put(name, n -> pair(n, kind, reversed));
  }

  private static Value pair(Node n, Binary.Kind kind, boolean reversed) {
    Value a = n.in().get(reversed ? 1 : 0);
    Value b = n.in().get(reversed ? 0 : 1);
    if (a instanceof Sizes x && b instanceof Sizes y) {
      return SizeRules.combined(n, x, y, kind);
    }
    if (!(a instanceof View) && !(b instanceof View)) {
      return ShapeArithmetic.binary(n, a, b, kind);
    }
    String left = operand(n, reversed ? 1 : 0, b);
    String right = operand(n, reversed ? 0 : 1, a);
    return n.add(binary(n, left, right, kind));
  }

  /** A map filled with one value needs only the sizes that the other operand has not. */
  private static String operand(Node n, int index, Value other) {
    if (n.in().get(index) instanceof ShapeFunction f
        && f.uniform() != null
        && !f.isFixed()
        && f.shape().size() == other.shape().size()) {
      List<Dim> least = new ArrayList<>();
      for (int i = 0; i < f.shape().size(); i++) {
        Dim size = f.shape().get(i);
        least.add(size.equals(other.shape().get(i)) ? Dim.ONE : size);
      }
      String name = n.draft().unused(n.names().get(index));
      return Constants.of(ShapeFunction.filled(least, f.uniform()), n.draft(), name).base();
    }
    return n.read(index);
  }

  private static void number(
      Map<String, Rule> rules, String name, Binary.Kind kind, boolean reversed) {
    rules.put(
        name,
        n -> {
          double scalar = n.scalar();
          if (!(n.in().get(0) instanceof View)) {
            ShapeFunction number = ShapeFunction.filled(List.of(), scalar);
            return reversed
                ? ShapeArithmetic.binary(n, number, n.in().get(0), kind)
                : ShapeArithmetic.binary(n, n.in().get(0), number, kind);
          }
          String x = n.read(0);
          String c = n.draft().number(scalar);
          return n.add(reversed ? binary(n, c, x, kind) : binary(n, x, c, kind));
        });
  }

  private static Binary binary(Node n, String left, String right, Binary.Kind kind) {
    return new Binary(n.output(), left, right, kind);
  }
}
