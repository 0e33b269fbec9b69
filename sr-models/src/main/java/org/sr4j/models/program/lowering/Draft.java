package org.sr4j.models.program.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.engine.nd4j.HostValues;
import org.sr4j.models.program.Interpreter;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.shape.Dim;
import org.sr4j.models.program.shape.ShapeRules;

/** A program that is being written. */
final class Draft {

  final List<ProgramInput> inputs = new ArrayList<>();
  final List<Operation> operations = new ArrayList<>();
  final Map<String, Tensor> constants = new LinkedHashMap<>();
  final Map<String, List<Dim>> shapes = new HashMap<>();
  private final Map<View, String> written = new HashMap<>();
  private final Map<String, INDArray> weights = new HashMap<>();

  View input(ProgramInput input, List<Dim> shape) {
    inputs.add(input);
    shapes.put(input.name(), shape);
    return View.of(input.name(), shape);
  }

  /** An array that is copied when something reads it. */
  View weight(String name, INDArray array) {
    weights.put(name, array);
    List<Dim> shape = Arrays.stream(array.shape()).mapToObj(Dim::of).toList();
    shapes.put(name, shape);
    return View.of(name, shape);
  }

  View constant(Tensor tensor) {
    constants.put(tensor.name(), tensor);
    List<Dim> shape = Arrays.stream(tensor.shape()).mapToObj(Dim::of).toList();
    shapes.put(tensor.name(), shape);
    return View.of(tensor.name(), shape);
  }

  /** A number. */
  String number(double value) {
    String name = Float.toString((float) value);
    if (!shapes.containsKey(name)) {
      constant(new Tensor(name, new long[0], new float[] {(float) value}));
    }
    return name;
  }

  /** Adds an operation; of constants alone it is computed at once. */
  View add(Operation operation) {
    if (operation.inputs().stream().allMatch(this::isConstant)) {
      return constant(Interpreter.compute(operation, this::tensor));
    }
    List<Dim> shape;
    try {
      shape = ShapeRules.of(operation, shapes::get);
    } catch (GraphException e) {
      boolean free =
          operation.inputs().stream()
              .anyMatch(name -> !shapes.get(name).stream().allMatch(Dim::isConstant));
      throw free ? new FreeSizeException(e.getMessage()) : e;
    }
    operations.add(operation);
    shapes.put(operation.output(), shape);
    return View.of(operation.output(), shape);
  }

  /** The name of a value that is {@code view}, rearranged by operations if need be. */
  String write(View view, String name) {
    if (view.isWhole()) {
      if (weights.containsKey(view.base())) {
        tensor(view.base());
      }
      return view.base();
    }
    return written.computeIfAbsent(view, v -> new Rearrangement(this, v, unused(name)).write());
  }

  boolean isConstant(String name) {
    return constants.containsKey(name) || weights.containsKey(name);
  }

  Tensor tensor(String name) {
    return constants.computeIfAbsent(
        name,
        key -> {
          INDArray array = weights.get(key);
          return new Tensor(key, array.shape(), HostValues.read(array));
        });
  }

  String unused(String name) {
    String candidate = name;
    for (int i = 1; shapes.containsKey(candidate); i++) {
      candidate = name + "/" + i;
    }
    return candidate;
  }
}
