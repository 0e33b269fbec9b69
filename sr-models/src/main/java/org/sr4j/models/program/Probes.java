package org.sr4j.models.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.shape.Dim;
import org.sr4j.models.program.shape.ShapeRules;
import org.sr4j.models.weights.binary.MalformedException;

/**
 * Shapes of values for two inputs of different batch, height and width. What is equal in both does
 * not depend on the input; this is how shapes are known without algebra.
 */
public final class Probes {

  /** Number of inputs tried. */
  public static final int COUNT = 2;

  /** Many factors, so that networks which halve and shuffle take them, and no common ratio. */
  private static final long[][] SIZES = {{1, 3, 96, 144}, {2, 3, 240, 288}};

  private final List<Map<String, long[]>> shapes = List.of(new HashMap<>(), new HashMap<>());

  /** A picture for each probe; sizes given are kept. */
  public static long[] input(int probe, List<Long> declared, long enlarged) {
    long[] shape = new long[declared.size()];
    for (int i = 0; i < shape.length; i++) {
      long free = i < SIZES[probe].length ? SIZES[probe][i] : 1;
      shape[i] = declared.get(i) >= 0 ? declared.get(i) : i >= 2 ? free * enlarged : free;
    }
    return shape;
  }

  /** The shapes of everything in a program. */
  public static Probes of(Program program, long scale) {
    Probes probes = new Probes();
    program.constants().values().forEach(probes::constant);
    for (ProgramInput input : program.inputs()) {
      long enlarged = input.transform() == org.sr4j.api.graph.InputTransform.IDENTITY ? 1 : scale;
      probes.put(
          input.name(), input(0, input.shape(), enlarged), input(1, input.shape(), enlarged));
    }
    program.operations().forEach(probes::add);
    return probes;
  }

  public void constant(Tensor tensor) {
    put(tensor.name(), tensor.shape(), tensor.shape());
  }

  public void put(String name, long[] first, long[] second) {
    shapes.get(0).put(name, first);
    shapes.get(1).put(name, second);
  }

  /**
   * @throws org.sr4j.api.error.GraphException if it does not take what it reads
   * @throws MalformedException if the result has no or too many values
   */
  public void add(Operation operation) {
    for (Map<String, long[]> probe : shapes) {
      probe.put(operation.output(), shape(operation, probe::get));
    }
  }

  /** The shape that an operation gives for shapes of what it reads. */
  public static long[] shape(Operation operation, Function<String, long[]> known) {
    long[] shape =
        ShapeRules.of(
                operation, name -> Arrays.stream(known.apply(name)).mapToObj(Dim::of).toList())
            .stream()
            .mapToLong(Dim::constant)
            .toArray();
    if (Arrays.stream(shape).anyMatch(size -> size < 1) || Tensor.elements(shape) < 0) {
      throw new MalformedException("a result " + Arrays.toString(shape), "sizes of 1 or more");
    }
    return shape;
  }

  public boolean knows(String name) {
    return shapes.get(0).containsKey(name);
  }

  public long[] shape(int probe, String name) {
    return shapes.get(probe).get(name);
  }

  public int rank(String name) {
    return shape(0, name).length;
  }

  /** Sizes that do not depend on the input; -1 for those that do. */
  public List<Long> fixed(String name) {
    long[] first = shape(0, name);
    long[] second = shape(1, name);
    List<Long> fixed = new ArrayList<>();
    for (int i = 0; i < first.length; i++) {
      fixed.add(first[i] == second[i] ? first[i] : -1L);
    }
    return fixed;
  }
}
