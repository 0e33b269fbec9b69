package org.sr4j.models.engine.vector.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sr4j.models.program.Program;
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
import org.sr4j.models.program.op.Resize;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.program.op.TransposedConvolution;

/**
 * What of a program the wanted outputs need, at fixed sizes: who reads what, and which values are
 * laid out as maps.
 */
final class Subprogram {

  final Program program;
  final Map<String, long[]> shapes;
  final List<String> outputs;
  final List<Operation> operations = new ArrayList<>();
  final Map<String, Operation> producers = new HashMap<>();
  private final Map<String, List<Operation>> readers = new HashMap<>();
  private final Set<String> maps = new HashSet<>();
  private final Set<String> planar;

  Subprogram(Program program, Map<String, long[]> shapes, List<String> outputs) {
    this.program = program;
    this.shapes = shapes;
    this.outputs = List.copyOf(outputs);
    Map<String, Operation> all = new LinkedHashMap<>();
    program.operations().forEach(o -> all.put(o.output(), o));
    Set<String> needed = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(outputs);
    while (!open.isEmpty()) {
      String name = open.pop();
      if (needed.add(name) && all.containsKey(name)) {
        open.addAll(all.get(name).inputs());
      }
    }
    program.inputs().stream()
        .filter(input -> isMapShape(input.name()))
        .forEach(input -> maps.add(input.name()));
    for (Operation operation : all.values()) {
      if (needed.contains(operation.output())) {
        operations.add(operation);
        producers.put(operation.output(), operation);
        new HashSet<>(operation.inputs())
            .forEach(i -> readers.computeIfAbsent(i, k -> new ArrayList<>()).add(operation));
      }
    }
    planar = PlanarTail.of(operations, producers, readers, shapes, Set.copyOf(maps));
    for (Operation operation : operations) {
      if (makesMap(operation) && !isPlanar(operation.output())) {
        maps.add(operation.output());
      }
    }
  }

  long[] shape(String name) {
    return shapes.get(name);
  }

  private boolean isMapShape(String name) {
    return Shapes.isMap(shapes.get(name));
  }

  boolean isConstant(String name) {
    return program.constants().containsKey(name);
  }

  float[] constant(String name) {
    return program.constants().get(name).data();
  }

  /** A constant's value for every channel of a map; null if it depends on the pixel. */
  float[] perChannel(String name, int channels) {
    float[] data = constant(name);
    if (data.length == 1) {
      float[] values = new float[channels];
      Arrays.fill(values, data[0]);
      return values;
    }
    long[] shape = shape(name);
    boolean fits =
        Shapes.fitsMap(shape) && data.length == channels && Shapes.asMap(shape)[1] == channels;
    return fits ? data.clone() : null;
  }

  /** Operations that read a value, each once. */
  List<Operation> readers(String name) {
    return readers.getOrDefault(name, List.of());
  }

  /** Whether one operation alone reads a value, and nobody asked for it. */
  boolean isPrivate(String name) {
    return readers(name).size() == 1 && !outputs.contains(name);
  }

  /** Whether a value that is no constant is laid out as a map. */
  boolean isMap(String name) {
    return maps.contains(name);
  }

  /** Whether a value of the form of a map stays an array of planes. */
  boolean isPlanar(String name) {
    return planar.contains(name);
  }

  private boolean makesMap(Operation o) {
    if (o instanceof Reduce reduce) {
      return isMap(reduce.input()) && isMapReduction(reduce);
    }
    if (!isMapShape(o.output())) {
      return false;
    }
    if (o instanceof Convolution
        || o instanceof TransposedConvolution
        || o instanceof Pool
        || o instanceof Resize
        || o instanceof Pad
        || o instanceof PixelShuffle
        || o instanceof PixelUnshuffle) {
      return true;
    }
    if (isElementwise(o) || o instanceof Identity) {
      return o.inputs().stream().anyMatch(this::isMap)
          && o.inputs().stream().allMatch(i -> Shapes.fitsMap(shapes.get(i)));
    }
    if (o instanceof Concat concat) {
      return concat.axis() == 1 && o.inputs().stream().anyMatch(this::isMap);
    }
    return o instanceof Slice slice && slice.axis() > 0 && isMap(slice.input());
  }

  private static boolean isMapReduction(Reduce reduce) {
    return reduce.keepAxes()
        && (reduce.axes().equals(List.of(2, 3)) || reduce.axes().equals(List.of(1)));
  }

  static boolean isElementwise(Operation o) {
    return o instanceof Activation || o instanceof Binary || o instanceof Prelu;
  }
}
