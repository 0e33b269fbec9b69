package org.sr4j.models.program.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.Interpreter;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.program.op.Window;

/** A small program with random constants, run before and after a pass. */
final class PassCheck {

  /** Sums of at most a few hundred products of numbers around 1, in float32. */
  private static final double ROUNDING = 1e-5;

  private final Random random = new Random(11);
  private final List<ProgramInput> inputs = new ArrayList<>();
  private final List<Operation> operations = new ArrayList<>();
  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private Map<String, String> metadata = Map.of();

  /** The first is the picture. */
  PassCheck input(String name, int channels) {
    inputs.add(
        new ProgramInput(name, List.of(-1L, (long) channels, -1L, -1L), InputTransform.IDENTITY));
    return this;
  }

  PassCheck constant(String name, long... shape) {
    float[] values = new float[(int) Tensor.elements(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return constant(name, shape, values);
  }

  PassCheck constant(String name, long[] shape, float... values) {
    constants.put(name, new Tensor(name, shape, values));
    return this;
  }

  PassCheck number(String name, float value) {
    return constant(name, new long[0], value);
  }

  PassCheck add(Operation... more) {
    operations.addAll(Arrays.asList(more));
    return this;
  }

  static Convolution conv(String output, Window window, int groups, String... inputs) {
    return new Convolution(output, List.of(inputs), window, groups);
  }

  static Binary sum(String output, String left, String right) {
    return new Binary(output, left, right, Binary.Kind.ADD);
  }

  static Binary product(String output, String left, String right) {
    return new Binary(output, left, right, Binary.Kind.MULTIPLY);
  }

  static Slice channels(String output, String input, long from, long to) {
    return new Slice(output, input, 1, from, to);
  }

  /** A square window without border. */
  static Window valid(int kernel) {
    return new Window(kernel, kernel, 1, 1, 1, 1, 0, 0, 0, 0);
  }

  private Program program(List<String> outputs) {
    return new Program(inputs, outputs, operations, constants, metadata);
  }

  /**
   * Runs the program as it is and after the pass, on pictures of two sizes and two samples.
   *
   * @return the program after the pass
   */
  Program unchangedBy(UnaryOperator<Program> pass, String... outputs) {
    Program before = program(List.of(outputs));
    Program after = pass.apply(before);
    assertThat(after.outputs()).isEqualTo(before.outputs());
    for (int[] size : new int[][] {{1, 6, 8}, {2, 4, 10}}) {
      Map<String, Tensor> given = new LinkedHashMap<>();
      for (ProgramInput input : inputs) {
        long[] shape = {size[0], input.shape().get(1), size[1], size[2]};
        float[] values = new float[(int) Tensor.elements(shape)];
        for (int i = 0; i < values.length; i++) {
          values[i] = 2 * random.nextFloat() - 1;
        }
        given.put(input.name(), new Tensor(input.name(), shape, values));
      }
      Map<String, Tensor> expected = Interpreter.run(before, given, before.outputs());
      Map<String, Tensor> got = Interpreter.run(after, given, before.outputs());
      expected.forEach((name, tensor) -> assertNear(got.get(name), tensor));
    }
    return after;
  }

  static void assertNear(Tensor got, Tensor expected) {
    assertThat(got.shape()).isEqualTo(expected.shape());
    for (int i = 0; i < expected.data().length; i++) {
      assertThat((double) got.data()[i])
          .isCloseTo(
              expected.data()[i],
              org.assertj.core.data.Offset.offset(
                  ROUNDING * Math.max(1, Math.abs(expected.data()[i]))));
    }
  }

  /** Names of the kinds of operations, in order. */
  static List<String> kinds(Program program) {
    return program.operations().stream().map(o -> o.getClass().getSimpleName()).toList();
  }
}
