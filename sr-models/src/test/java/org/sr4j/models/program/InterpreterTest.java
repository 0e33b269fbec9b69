package org.sr4j.models.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.MatrixProduct;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Pad;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.PixelShuffle.Order;
import org.sr4j.models.program.op.PixelUnshuffle;
import org.sr4j.models.program.op.Pool;
import org.sr4j.models.program.op.Prelu;
import org.sr4j.models.program.op.Reduce;
import org.sr4j.models.program.op.Resize;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.program.op.Softmax;
import org.sr4j.models.program.op.Transpose;
import org.sr4j.models.program.op.TransposedConvolution;
import org.sr4j.models.program.op.Window;

/** Values worked out by hand, by the definitions of ONNX. */
class InterpreterTest {

  private static Tensor tensor(String name, long[] shape, double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return new Tensor(name, shape, floats);
  }

  private static long[] shape(long... sizes) {
    return sizes;
  }

  private static Tensor run(Operation operation, Tensor... inputs) {
    return Interpreter.compute(
        operation,
        name ->
            java.util.Arrays.stream(inputs)
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow());
  }

  private static void check(Tensor got, long[] shape, double... values) {
    assertThat(got.shape()).containsExactly(shape);
    assertThat(got.data()).hasSameSizeAs(values);
    for (int i = 0; i < values.length; i++) {
      assertThat((double) got.data()[i])
          .as("value %d", i)
          .isCloseTo(values[i], org.assertj.core.data.Offset.offset(1e-6));
    }
  }

  private static final Tensor SQUARE = tensor("x", shape(1, 1, 2, 2), 1, 2, 3, 4);

  @Test
  void convolution() {
    Tensor weight = tensor("w", shape(1, 1, 3, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9);
    Tensor bias = tensor("b", shape(1), 0.5);
    check(
        run(new Convolution("y", List.of("x", "w", "b"), Window.same(3), 1), SQUARE, weight, bias),
        shape(1, 1, 2, 2),
        77.5,
        67.5,
        47.5,
        37.5);
  }

  @Test
  void groupsStridesDilationsAndUnequalBorders() {
    Tensor x = tensor("x", shape(1, 2, 2, 3), 1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60);
    Tensor w = tensor("w", shape(2, 1, 2, 2), 1, 1, 1, 1, 1, 0, 0, 2);
    Window window = new Window(2, 2, 2, 1, 1, 2, 1, 0, 0, 1);
    check(
        run(new Convolution("y", List.of("x", "w"), window, 2), x, w),
        shape(1, 2, 1, 2),
        1 + 3,
        2,
        2 * 30,
        0);
  }

  @Test
  void transposedConvolution() {
    Tensor weight = tensor("w", shape(1, 1, 3, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9);
    Window window = new Window(3, 3, 2, 2, 1, 1, 1, 1, 1, 1);
    check(
        run(new TransposedConvolution("y", List.of("x", "w"), window, 1, 1, 1), SQUARE, weight),
        shape(1, 1, 4, 4),
        5,
        14,
        10,
        12,
        14,
        36,
        24,
        30,
        15,
        34,
        20,
        24,
        24,
        55,
        32,
        36);
  }

  @ParameterizedTest
  @CsvSource({
    "ABS, -2, 2",
    "ERF, 0.5, 0.5204998778130465",
    "ERF, -3, -0.9999779095030014",
    "EXP, 1, 2.718281828459045",
    "GELU, 1, 0.8413447460685429",
    "HARD_SWISH, 1, 0.6666666666666666",
    "HARD_SWISH, -4, 0",
    "LOG, 2, 0.6931471805599453",
    "NEGATE, 2, -2",
    "RECIPROCAL, 4, 0.25",
    "RELU, -1, 0",
    "SIGMOID, 1, 0.7310585786300049",
    "SQRT, 2, 1.4142135623730951",
    "TANH, 0.5, 0.46211715726000973",
  })
  void functions(Activation.Kind kind, double x, double expected) {
    check(run(new Activation("y", "x", kind), tensor("x", shape(1), x)), shape(1), expected);
  }

  @Test
  void functionsWithNumbers() {
    Tensor x = tensor("x", shape(3), -2, 0.5, 9);
    check(run(new Activation("y", "x", Activation.Kind.CLIP, 0, 6), x), shape(3), 0, 0.5, 6);
    check(
        run(new Activation("y", "x", Activation.Kind.LEAKY_RELU, 0.1f, 0), x),
        shape(3),
        -0.2,
        0.5,
        9);
  }

  @ParameterizedTest
  @CsvSource({
    "ADD, 5, 7",
    "SUBTRACT, 1, -1",
    "MULTIPLY, 6, 12",
    "DIVIDE, 1.5, 0.75",
    "MAXIMUM, 3, 4",
    "MINIMUM, 2, 3",
    "POWER, 9, 81"
  })
  void pairsBroadcast(Binary.Kind kind, double first, double last) {
    Tensor a = tensor("a", shape(1, 2), 3, 3);
    Tensor b = tensor("b", shape(2, 1), 2, 4);
    Tensor y = run(new Binary("y", "a", "b", kind), a, b);
    check(y, shape(2, 2), first, first, last, last);
  }

  @Test
  void prelu() {
    Tensor x = tensor("x", shape(1, 2, 1, 2), -1, 2, -3, 4);
    Tensor slope = tensor("s", shape(2, 1, 1), 0.5, 0.1);
    check(run(new Prelu("y", "x", "s"), x, slope), shape(1, 2, 1, 2), -0.5, 2, -0.3, 4);
  }

  @Test
  void reductions() {
    Tensor x = tensor("x", shape(2, 3), 1, 5, 3, -4, 0, 1);
    check(run(new Reduce("y", "x", Reduce.Kind.MAX, List.of(1), true), x), shape(2, 1), 5, 1);
    check(run(new Reduce("y", "x", Reduce.Kind.MIN, List.of(0), false), x), shape(3), -4, 0, 1);
    check(run(new Reduce("y", "x", Reduce.Kind.MEAN, List.of(1), false), x), shape(2), 3, -1);
    check(run(new Reduce("y", "x", Reduce.Kind.SUM, List.of(), false), x), shape(), 6);
  }

  @Test
  void softmax() {
    Tensor x = tensor("x", shape(2, 2), 0, 1000, Math.log(3), 1000);
    check(run(new Softmax("y", "x", 0), x), shape(2, 2), 0.25, 0.5, 0.75, 0.5);
  }

  @Test
  void poolings() {
    Window window = new Window(2, 2, 1, 1, 1, 1, 1, 1, 0, 0);
    check(
        run(new Pool("y", "x", Pool.Kind.MAX, window, false), SQUARE),
        shape(1, 1, 2, 2),
        1,
        2,
        3,
        4);
    check(
        run(new Pool("y", "x", Pool.Kind.AVERAGE, window, false), SQUARE),
        shape(1, 1, 2, 2),
        1,
        1.5,
        2,
        2.5);
    check(
        run(new Pool("y", "x", Pool.Kind.AVERAGE, window, true), SQUARE),
        shape(1, 1, 2, 2),
        0.25,
        0.75,
        1,
        2.5);
  }

  @Test
  void matrixProducts() {
    Tensor a = tensor("a", shape(2, 1, 2), 1, 2, 3, 4);
    Tensor b = tensor("b", shape(2, 2), 1, 0, 10, 1);
    check(run(new MatrixProduct("y", "a", "b"), a, b), shape(2, 1, 2), 21, 2, 43, 4);
  }

  @Test
  void movements() {
    Tensor x = tensor("x", shape(1, 2, 3), 1, 2, 3, 4, 5, 6);
    check(run(new Transpose("y", "x", List.of(2, 0, 1)), x), shape(3, 1, 2), 1, 4, 2, 5, 3, 6);
    check(run(new Slice("y", "x", 2, -2, Long.MAX_VALUE), x), shape(1, 2, 2), 2, 3, 5, 6);
    check(
        run(new Concat("y", List.of("x", "x"), 2), x),
        shape(1, 2, 6),
        1,
        2,
        3,
        1,
        2,
        3,
        4,
        5,
        6,
        4,
        5,
        6);
  }

  @ParameterizedTest
  @CsvSource({"CONSTANT, 7, 7, 7", "EDGE, 1, 1, 2", "REFLECT, 4, 3, 4"})
  void paddings(Pad.Mode mode, double corner, double above, double next) {
    Tensor y = run(new Pad("y", "x", mode, 7, 1, 1, 0, 0), SQUARE);
    check(y, shape(1, 1, 3, 3), corner, above, next, left(mode, 2), 1, 2, left(mode, 4), 3, 4);
  }

  private static double left(Pad.Mode mode, double neighbour) {
    return switch (mode) {
      case CONSTANT -> 7;
      case EDGE -> neighbour - 1;
      case REFLECT -> neighbour;
    };
  }

  @Test
  void shufflesInBothOrders() {
    Tensor cells = tensor("x", shape(1, 8, 1, 1), 0, 1, 2, 3, 4, 5, 6, 7);
    Tensor first = run(new PixelShuffle("y", "x", 2, Order.CHANNEL_FIRST), cells);
    check(first, shape(1, 2, 2, 2), 0, 1, 2, 3, 4, 5, 6, 7);
    Tensor cell = run(new PixelShuffle("y", "x", 2, Order.CELL_FIRST), cells);
    check(cell, shape(1, 2, 2, 2), 0, 2, 4, 6, 1, 3, 5, 7);
    check(
        run(new PixelUnshuffle("z", "y", 2, Order.CELL_FIRST), cell),
        shape(1, 8, 1, 1),
        cells.data());
    check(
        run(new PixelUnshuffle("z", "y", 2, Order.CHANNEL_FIRST), first),
        shape(1, 8, 1, 1),
        cells.data());
  }

  private static void check(Tensor got, long[] shape, float[] values) {
    assertThat(got.shape()).containsExactly(shape);
    assertThat(got.data()).containsExactly(values);
  }

  @Test
  void enlargements() {
    Tensor line = tensor("x", shape(1, 1, 1, 2), 0, 4);
    check(
        run(new Resize("y", "x", Resize.Kind.NEAREST, Resize.Coordinates.ASYMMETRIC, 1, 2), line),
        shape(1, 1, 1, 4),
        0,
        0,
        4,
        4);
    check(
        run(new Resize("y", "x", Resize.Kind.LINEAR, Resize.Coordinates.HALF_PIXEL, 1, 2), line),
        shape(1, 1, 1, 4),
        0,
        1,
        3,
        4);
    check(
        run(
            new Resize("y", "x", Resize.Kind.LINEAR, Resize.Coordinates.ALIGN_CORNERS, 1, 1.5),
            line),
        shape(1, 1, 1, 3),
        0,
        2,
        4);
    // Shares of the second pixel, by Keys' kernel: -0.10546875, then 0.26171875 - 0.03515625.
    check(
        run(new Resize("y", "x", Resize.Kind.CUBIC, Resize.Coordinates.HALF_PIXEL, 1, 2), line),
        shape(1, 1, 1, 4),
        -0.421875,
        0.90625,
        3.09375,
        4.421875);
  }

  @Test
  void onlyWhatTheOutputsNeedIsComputed() {
    Program program =
        new Program(
            List.of(
                new ProgramInput("x", List.of(-1L), InputTransform.IDENTITY),
                new ProgramInput("unread", List.of(-1L), InputTransform.IDENTITY)),
            List.of("y"),
            List.of(
                new Activation("other", "unread", Activation.Kind.EXP),
                new Activation("y", "x", Activation.Kind.ABS)),
            Map.of(),
            Map.of());
    Map<String, Tensor> inputs = Map.of("x", tensor("x", shape(1), -1));
    check(Interpreter.run(program, inputs, List.of("y")).get("y"), shape(1), 1.0);
    assertThatThrownBy(() -> Interpreter.run(program, inputs, List.of("other")))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("unread");
  }
}
