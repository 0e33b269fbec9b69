package org.sr4j.models.program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.error.Suggestion;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.op.Activation;
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
import org.sr4j.models.program.op.Resize;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.program.op.Softmax;
import org.sr4j.models.program.op.Transpose;
import org.sr4j.models.program.op.TransposedConvolution;
import org.sr4j.models.program.reference.Convolutions;
import org.sr4j.models.program.reference.Elementwise;
import org.sr4j.models.program.reference.Movements;
import org.sr4j.models.program.reference.Reductions;
import org.sr4j.models.program.reference.Resizing;
import org.sr4j.models.program.shape.Dim;
import org.sr4j.models.program.shape.ShapeRules;

/**
 * Runs programs one operation after the other, in plain loops: what programs mean, for tests of
 * faster engines, and to compute what depends on constants alone.
 */
public final class Interpreter {

  private Interpreter() {}

  /**
   * @param inputs by name, those that the outputs depend on
   * @param outputs names of values
   * @return the outputs by name, in the order asked for
   * @throws EngineException if an input or output is unknown
   * @throws org.sr4j.api.error.GraphException if the inputs' shapes do not fit
   */
  public static Map<String, Tensor> run(
      Program program, Map<String, Tensor> inputs, Collection<String> outputs) {
    Map<String, Tensor> values = new HashMap<>(program.constants());
    values.putAll(inputs);
    Set<String> needed = needed(program, outputs);
    for (Operation operation : program.operations()) {
      if (needed.contains(operation.output())) {
        values.put(operation.output(), compute(operation, name -> value(values, name)));
      }
    }
    Map<String, Tensor> results = new LinkedHashMap<>();
    outputs.forEach(name -> results.put(name, value(values, name).withName(name)));
    return results;
  }

  private static Set<String> needed(Program program, Collection<String> outputs) {
    Map<String, Operation> producers = new HashMap<>();
    program.operations().forEach(o -> producers.put(o.output(), o));
    Set<String> needed = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(outputs);
    while (!open.isEmpty()) {
      String name = open.pop();
      if (needed.add(name) && producers.containsKey(name)) {
        open.addAll(producers.get(name).inputs());
      }
    }
    return needed;
  }

  private static Tensor value(Map<String, Tensor> values, String name) {
    Tensor value = values.get(name);
    if (value == null) {
      throw new EngineException(
          Problem.cannot("run the program")
              .at(name)
              .got("no value of this name")
              .advice(
                  Suggestion.nearest(name, values.keySet())
                      .map(near -> "Did you mean \"" + near + "\"?")
                      .orElse(null)));
    }
    return value;
  }

  /**
   * The result of one operation.
   *
   * @param values what it reads, by name
   */
  public static Tensor compute(Operation operation, Function<String, Tensor> values) {
    List<Tensor> in = new ArrayList<>();
    Map<String, List<Dim>> shapes = new HashMap<>();
    for (String name : operation.inputs()) {
      Tensor tensor = values.apply(name);
      in.add(tensor);
      shapes.put(name, java.util.Arrays.stream(tensor.shape()).mapToObj(Dim::of).toList());
    }
    long[] shape =
        ShapeRules.of(operation, shapes::get).stream().mapToLong(Dim::constant).toArray();
    Tensor x = in.get(0);
    String output = operation.output();
    if (operation instanceof Convolution o) {
      return Convolutions.convolution(o, x, in.get(1), o.hasBias() ? in.get(2).data() : null);
    } else if (operation instanceof TransposedConvolution o) {
      return Convolutions.transposed(o, x, in.get(1), o.hasBias() ? in.get(2).data() : null, shape);
    } else if (operation instanceof Activation o) {
      return Elementwise.activation(o, x);
    } else if (operation instanceof Binary o) {
      return Elementwise.binary(o, x, in.get(1));
    } else if (operation instanceof Prelu) {
      return Elementwise.prelu(output, x, in.get(1));
    } else if (operation instanceof Concat o) {
      return Movements.concat(o, in, shape);
    } else if (operation instanceof Slice o) {
      return Movements.slice(o, x, shape);
    } else if (operation instanceof Pad o) {
      return Movements.pad(o, x, shape);
    } else if (operation instanceof Transpose o) {
      return Movements.transpose(output, x, o.order());
    } else if (operation instanceof PixelShuffle o) {
      return Movements.shuffle(output, x, o.factor(), o.order(), shape);
    } else if (operation instanceof PixelUnshuffle o) {
      return Movements.unshuffle(output, x, o.factor(), o.order(), shape);
    } else if (operation instanceof Reduce o) {
      return Reductions.reduce(o, x, shape);
    } else if (operation instanceof Softmax o) {
      return Reductions.softmax(o, x);
    } else if (operation instanceof Pool o) {
      return Reductions.pool(o, x, shape);
    } else if (operation instanceof MatrixProduct) {
      return Reductions.product(output, x, in.get(1), shape);
    } else if (operation instanceof Resize o) {
      return Resizing.resize(o, x, shape);
    }
    // Reshape and Identity: the same values in the same order.
    return new Tensor(output, shape, x.data());
  }
}
