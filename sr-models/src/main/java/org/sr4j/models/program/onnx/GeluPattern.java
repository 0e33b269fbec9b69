package org.sr4j.models.program.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Operation;

/**
 * Finds GELU where it is written out, as files before opset 20 have it: {@code 0.5 x (1 + erf(x /
 * sqrt 2))}, the half multiplied at any place.
 */
final class GeluPattern {

  static final float SQRT_2 = (float) Math.sqrt(2);

  private static final double TOLERANCE = 1e-6;

  private final List<Operation> operations;
  private final Map<String, Tensor> constants;
  private final Map<String, Operation> makers = new HashMap<>();

  private GeluPattern(List<Operation> operations, Map<String, Tensor> constants) {
    this.operations = operations;
    this.constants = constants;
    operations.forEach(operation -> makers.put(operation.output(), operation));
  }

  /** The same operations with GELU as one; the steps between stay where something reads them. */
  static List<Operation> found(List<Operation> operations, Map<String, Tensor> constants) {
    return new GeluPattern(operations, constants).replaced();
  }

  private List<Operation> replaced() {
    List<Operation> result = new ArrayList<>();
    for (Operation operation : operations) {
      Optional<String> of = factors(operation).flatMap(this::argument);
      result.add(
          of.<Operation>map(x -> new Activation(operation.output(), x, Activation.Kind.GELU))
              .orElse(operation));
    }
    return result;
  }

  /** The three factors of a product of products. */
  private Optional<List<String>> factors(Operation operation) {
    if (!(operation instanceof Binary outer) || outer.kind() != Binary.Kind.MULTIPLY) {
      return Optional.empty();
    }
    for (String side : outer.inputs()) {
      if (makers.get(side) instanceof Binary inner && inner.kind() == Binary.Kind.MULTIPLY) {
        String other = side.equals(outer.left()) ? outer.right() : outer.left();
        List<String> three = List.of(inner.left(), inner.right(), other);
        if (argument(three).isPresent()) {
          return Optional.of(three);
        }
      }
    }
    return Optional.empty();
  }

  /** {@code x}, if the factors are {@code x}, a half, and {@code 1 + erf(x / sqrt 2)}. */
  private Optional<String> argument(List<String> factors) {
    for (String sum : factors) {
      Optional<String> x = ofErf(sum);
      if (x.isPresent()
          && factors.contains(x.get())
          && factors.stream().anyMatch(name -> is(name, 0.5))) {
        return x;
      }
    }
    return Optional.empty();
  }

  private Optional<String> ofErf(String name) {
    if (!(makers.get(name) instanceof Binary sum) || sum.kind() != Binary.Kind.ADD) {
      return Optional.empty();
    }
    String erf = is(sum.left(), 1) ? sum.right() : is(sum.right(), 1) ? sum.left() : "";
    if (!(makers.get(erf) instanceof Activation a)
        || a.kind() != Activation.Kind.ERF
        || !(makers.get(a.input()) instanceof Binary scaled)) {
      return Optional.empty();
    }
    if (scaled.kind() == Binary.Kind.DIVIDE && is(scaled.right(), Math.sqrt(2))) {
      return Optional.of(scaled.left());
    }
    if (scaled.kind() == Binary.Kind.MULTIPLY && is(scaled.right(), Math.sqrt(0.5))) {
      return Optional.of(scaled.left());
    }
    return Optional.empty();
  }

  private boolean is(String name, double value) {
    Tensor tensor = constants.get(name);
    return tensor != null
        && tensor.data().length == 1
        && tensor.shape().length <= 1
        && Math.abs(tensor.data()[0] - value) <= TOLERANCE;
  }
}
