package org.sr4j.models.engine.vector.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sr4j.models.engine.vector.kernel.FeatureMap;
import org.sr4j.models.engine.vector.step.ArrayCopyStep;
import org.sr4j.models.engine.vector.step.MapToPlanesStep;
import org.sr4j.models.engine.vector.step.PlanesToMapStep;
import org.sr4j.models.engine.vector.step.Step;

/** The values of a plan by name, each in the layouts that somebody asked for. */
final class Values {

  private final Subprogram program;
  private final Concatenations concatenations;
  private final Map<String, Value> maps = new HashMap<>();
  private final Map<String, Value> arrays = new HashMap<>();
  private final List<Value> all = new ArrayList<>();
  final List<Planned> steps = new ArrayList<>();

  Values(Subprogram program) {
    this.program = program;
    this.concatenations = new Concatenations(program);
  }

  /** All values, those within others after these. */
  List<Value> all() {
    return all;
  }

  void step(Step step, int rows, boolean rowLocal, Value... values) {
    List<Value> known = new ArrayList<>();
    for (Value value : values) {
      if (value != null) {
        known.add(value);
      }
    }
    steps.add(new Planned(step, rows, rowLocal, known));
  }

  /** A value that the caller gives or takes. */
  Value external(String name) {
    Value value = Value.external(name, program.shape(name));
    all.add(value);
    return value;
  }

  void defineArray(String name, Value value) {
    arrays.put(name, value);
  }

  void defineMap(String name, Value value) {
    maps.put(name, value);
  }

  /** The map that a step is about to write: memory of its own, or a place in a concatenation. */
  Value newMap(String name) {
    Value known = maps.get(name);
    if (known != null) {
      return known;
    }
    Value value = newMap(name, program.shape(name));
    Concatenations.Part part = concatenations.of(name);
    if (part != null) {
      Value whole = newMap(part.whole());
      value.within(whole, part.firstChannel(), 0, 0);
    }
    all.add(value);
    maps.put(name, value);
    return value;
  }

  private static Value newMap(String name, long[] shape) {
    return Value.map(name, Shapes.asMap(shape));
  }

  /** Whether a value lies where it is to be concatenated. */
  boolean isPlaced(String name, Value whole) {
    Value value = maps.get(name);
    return value != null && concatenations.of(name) != null && value.parent() == whole;
  }

  /** A map that has no name in the program. */
  Value temporaryMap(String name, long[] shape) {
    Value value = newMap(name, shape);
    all.add(value);
    return value;
  }

  /** A part of a map. */
  Value view(String name, Value whole, int channel, int row, int column) {
    Value value = newMap(name, program.shape(name));
    value.within(whole, channel, row, column);
    all.add(value);
    maps.put(name, value);
    return value;
  }

  /** The array that a step is about to write. */
  Value newArray(String name, long[] shape) {
    Value value = Value.array(name, shape);
    all.add(value);
    arrays.put(name, value);
    return value;
  }

  Value temporaryArray(String name, long length) {
    Value value = Value.array(name, new long[] {length});
    all.add(value);
    return value;
  }

  /** The same floats under another name. */
  Value alias(String name, Value other) {
    if (other.constant) {
      Value value = Value.constantArray(name, program.shape(name), other.slot.data());
      arrays.put(name, value);
      return value;
    }
    Value value = Value.array(name, program.shape(name));
    value.over(other);
    all.add(value);
    arrays.put(name, value);
    return value;
  }

  /** A value as a map; axes of size 1 are put in front of its shape. */
  Value map(String name) {
    Value known = maps.get(name);
    if (known != null) {
      return known;
    }
    long[] shape = Shapes.asMap(program.shape(name));
    if (program.isConstant(name)) {
      Value value = Value.constantMap(name, shape, constantMap(program.constant(name), shape));
      maps.put(name, value);
      return value;
    }
    Value array = array(name);
    Value value = newMap(name, shape);
    all.add(value);
    maps.put(name, value);
    step(new PlanesToMapStep(name, array.slot, value.slot), value.height(), false, array, value);
    return value;
  }

  private static FeatureMap constantMap(float[] data, long[] shape) {
    int height = (int) shape[2];
    int width = (int) shape[3];
    FeatureMap map = FeatureMap.allocate(height, width, (int) shape[1], 0);
    for (int c = 0; c < map.channels(); c++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          map.data()[map.index(y, x) + c] = data[(c * height + y) * width + x];
        }
      }
    }
    return map;
  }

  /** A value in C order. */
  Value array(String name) {
    Value known = arrays.get(name);
    if (known != null) {
      return known;
    }
    long[] shape = program.shape(name);
    if (program.isConstant(name)) {
      Value value = Value.constantArray(name, shape, program.constant(name));
      arrays.put(name, value);
      return value;
    }
    Value map = maps.get(name);
    if (map.isOnePixel()) {
      return alias(name, map);
    }
    Value value = newArray(name, shape);
    toPlanes(map, value);
    return value;
  }

  /** Writes a map in C order. */
  void toPlanes(Value map, Value array) {
    // A constant is no row of the steps before it.
    boolean local = !map.constant;
    step(new MapToPlanesStep(map.name, map.slot, array.slot), map.height(), local, map, array);
  }

  /** Writes a value where the caller wants it. */
  void give(String name, Value out) {
    if (maps.containsKey(name)) {
      toPlanes(maps.get(name), out);
      return;
    }
    Value array = array(name);
    if (array == out) {
      return;
    }
    step(
        new ArrayCopyStep(name, array.slot, out.slot, (int) Shapes.length(out.shape)),
        1,
        false,
        array,
        out);
  }
}
