package org.sr4j.models.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sr4j.api.engine.Session;
import org.sr4j.api.engine.Session.Form;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.Interpreter;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Identity;
import org.sr4j.models.program.op.MatrixProduct;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Pad;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.PixelUnshuffle;
import org.sr4j.models.program.op.Pool;
import org.sr4j.models.program.op.Prelu;
import org.sr4j.models.program.op.Reduce;
import org.sr4j.models.program.op.Reshape;
import org.sr4j.models.program.op.Resize;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.program.op.Softmax;
import org.sr4j.models.program.op.Transpose;
import org.sr4j.models.program.op.TransposedConvolution;
import org.sr4j.models.program.op.Window;

/** Every operation of programs against the interpreter, with what may be fused around it. */
class VectorOperationsTest {

  /** Sums of some hundred products of values up to 1, in another order; Winograd's rounding. */
  private static final double TOLERANCE = 2e-5;

  private static Activation act(String output, String input, Activation.Kind kind) {
    return new Activation(output, input, kind);
  }

  private static Convolution conv(String output, String input, String weight, int kernel) {
    return new Convolution(output, List.of(input, weight), Window.same(kernel), 1);
  }

  @TestFactory
  Stream<DynamicTest> activations() {
    return Stream.of(Activation.Kind.values())
        .map(
            kind ->
                test(
                    kind.name(),
                    // Positive where logarithms and roots want that, and not zero.
                    new TinyProgram(
                        5,
                        act("abs", "x", Activation.Kind.ABS),
                        new Binary("up", "abs", "half", Binary.Kind.ADD),
                        new Binary("wide", "up", "sign", Binary.Kind.MULTIPLY),
                        new Activation(
                            "y", needsPositive(kind) ? "up" : "wide", kind, -0.3f, 0.9f)),
                    program -> program.constant("half", 1).constant("sign", 5, 1, 1)));
  }

  private static boolean needsPositive(Activation.Kind kind) {
    return kind == Activation.Kind.LOG
        || kind == Activation.Kind.SQRT
        || kind == Activation.Kind.RECIPROCAL;
  }

  @TestFactory
  Stream<DynamicTest> broadcasts() {
    return Stream.of(new long[] {}, new long[] {7, 1, 1}, new long[] {1, 1, 6, 9}, new long[] {9})
        .flatMap(
            shape ->
                Stream.of(Binary.Kind.values())
                    .map(
                        kind ->
                            test(
                                kind + " " + Arrays.toString(shape),
                                new TinyProgram(
                                    7,
                                    act("e", "x", Activation.Kind.EXP),
                                    act("f", "c", Activation.Kind.EXP),
                                    new Binary("y", "e", "f", kind)),
                                program -> program.constant("c", shape))));
  }

  @TestFactory
  Stream<DynamicTest> convolutions() {
    Window strided = new Window(3, 3, 2, 2, 1, 1, 1, 1, 1, 1);
    Window dilated = new Window(3, 3, 1, 1, 3, 3, 3, 3, 3, 3);
    return Stream.of(
        test(
            "residual, relu",
            new TinyProgram(
                16,
                conv("a", "x", "w", 3),
                new Binary("b", "a", "x", Binary.Kind.ADD),
                act("y", "b", Activation.Kind.RELU)),
            p -> p.constant("w", 16, 16, 3, 3)),
        test(
            "prelu, scale, attention, residual",
            new TinyProgram(
                20,
                conv("a", "x", "w", 3),
                new Prelu("p", "a", "slope"),
                new Binary("s", "p", "scale", Binary.Kind.MULTIPLY),
                new Reduce("m", "x", Reduce.Kind.MEAN, List.of(2, 3), true),
                act("g", "m", Activation.Kind.SIGMOID),
                new Binary("t", "s", "g", Binary.Kind.MULTIPLY),
                new Binary("y", "t", "x", Binary.Kind.ADD)),
            p ->
                p.constant("w", 20, 20, 3, 3)
                    .constant("slope", 20, 1, 1)
                    .constant("scale", 20, 1, 1)),
        test(
            "spatial attention",
            new TinyProgram(
                6,
                new Reduce("m", "x", Reduce.Kind.MAX, List.of(1), true),
                new Convolution("a", List.of("m", "w"), Window.same(7), 1),
                act("g", "a", Activation.Kind.SIGMOID),
                new Binary("y", "x", "g", Binary.Kind.MULTIPLY)),
            p -> p.constant("w", 1, 1, 7, 7)),
        test(
            "shuffle, activation before and after",
            new TinyProgram(
                8,
                conv("a", "x", "w", 3),
                act("b", "a", Activation.Kind.RELU),
                new PixelShuffle("c", "b", 2, PixelShuffle.Order.CHANNEL_FIRST),
                conv("y", "c", "v", 1)),
            p -> p.constant("w", 12, 8, 3, 3).constant("v", 4, 3, 1, 1)),
        test(
            "shuffle by cells",
            new TinyProgram(
                8,
                conv("a", "x", "w", 3),
                new PixelShuffle("y", "a", 3, PixelShuffle.Order.CELL_FIRST)),
            p -> p.constant("w", 18, 8, 3, 3)),
        test(
            "shuffle, then a slope per channel",
            new TinyProgram(
                4,
                conv("a", "x", "w", 3),
                new PixelShuffle("b", "a", 2, PixelShuffle.Order.CHANNEL_FIRST),
                new Prelu("y", "b", "slope")),
            p -> p.constant("w", 12, 4, 3, 3).constant("slope", 3, 1, 1)),
        test(
            "strided",
            new TinyProgram(5, new Convolution("y", List.of("x", "w", "b"), strided, 1)),
            p -> p.constant("w", 7, 5, 3, 3).constant("b", 7)),
        test(
            "dilated, depthwise",
            new TinyProgram(18, new Convolution("y", List.of("x", "w"), dilated, 18)),
            p -> p.constant("w", 18, 1, 3, 3)),
        test(
            "grouped",
            new TinyProgram(12, new Convolution("y", List.of("x", "w"), Window.same(3), 3)),
            p -> p.constant("w", 6, 4, 3, 3)),
        test(
            "weights that are computed",
            new TinyProgram(
                4,
                new Reduce("m", "x", Reduce.Kind.MEAN, List.of(2, 3), false),
                new Softmax("s", "m", 1),
                new MatrixProduct("k", "s", "bank"),
                new Reshape("w", "k", List.of(5L, 4L, 3L, 3L)),
                conv("y", "x", "w", 3)),
            p -> p.constant("bank", 4, 180)));
  }

  @TestFactory
  Stream<DynamicTest> transposedConvolutions() {
    return Stream.of(
            new int[] {9, 2, 4, 1, 0},
            new int[] {9, 3, 4, 2, 0},
            new int[] {9, 4, 4, 3, 1},
            new int[] {4, 2, 1, 0, 0},
            new int[] {2, 2, 0, 0, 0},
            new int[] {3, 1, 1, 0, 0},
            new int[] {3, 2, 0, 1, 2})
        .map(
            c -> {
              Window window = new Window(c[0], c[0], c[1], c[1], 1, 1, c[2], c[2], c[2], c[2]);
              int groups = c[4] == 0 ? 1 : 2;
              return test(
                  Arrays.toString(c),
                  new TinyProgram(
                      6,
                      new TransposedConvolution(
                          "a", List.of("x", "w", "b"), window, c[3], c[3], groups),
                      act("y", "a", Activation.Kind.RELU)),
                  p -> p.constant("w", 6, 4 / groups, c[0], c[0]).constant("b", 4));
            });
  }

  @TestFactory
  Stream<DynamicTest> movements() {
    Window pool = new Window(3, 2, 2, 2, 1, 1, 1, 0, 1, 1);
    return Stream.of(
        test(
            "concatenation in place, of slices, of one value twice",
            new TinyProgram(
                32,
                conv("a", "x", "w", 1),
                conv("b", "a", "w", 1),
                new Concat("c", List.of("a", "b"), 1),
                new Slice("d", "c", 1, 16, 48),
                new Slice("e", "c", 1, -5, Long.MAX_VALUE),
                new Concat("f", List.of("c", "d", "e", "d"), 1),
                conv("y", "f", "v", 3)),
            p -> p.constant("w", 32, 32, 1, 1).constant("v", 3, 133, 3, 3)),
        test(
            "slices of rows and columns",
            new TinyProgram(
                3,
                new Slice("a", "x", 2, 1, -2),
                new Slice("b", "a", 3, 2, 7),
                conv("y", "b", "w", 3)),
            p -> p.constant("w", 4, 3, 3, 3)),
        test(
            "edge and mirror",
            new TinyProgram(
                3,
                new Pad("a", "x", Pad.Mode.EDGE, 0, 2, 1, 3, 0),
                new Pad("b", "a", Pad.Mode.REFLECT, 0, 1, 2, 3, 4),
                new Pad("y", "b", Pad.Mode.CONSTANT, 0.5f, 1, 1, 0, 2)),
            p -> p),
        test(
            "unshuffle and back",
            new TinyProgram(
                3,
                new Pad("e", "x", Pad.Mode.EDGE, 0, 0, 0, 0, 1),
                new PixelUnshuffle("a", "e", 2, PixelShuffle.Order.CHANNEL_FIRST),
                new PixelShuffle("b", "a", 2, PixelShuffle.Order.CELL_FIRST),
                new PixelUnshuffle("y", "b", 2, PixelShuffle.Order.CELL_FIRST)),
            p -> p),
        test("maximum", new TinyProgram(3, new Pool("y", "x", Pool.Kind.MAX, pool, false)), p -> p),
        test(
            "average",
            new TinyProgram(3, new Pool("y", "x", Pool.Kind.AVERAGE, pool, false)),
            p -> p),
        test(
            "average with border",
            new TinyProgram(3, new Pool("y", "x", Pool.Kind.AVERAGE, pool, true)),
            p -> p),
        test(
            "maximum of rows",
            new TinyProgram(
                3,
                new Pool("a", "x", Pool.Kind.MAX, new Window(2, 1, 2, 1, 1, 1, 0, 0, 0, 0), false),
                conv("y", "a", "w", 3)),
            p -> p.constant("w", 3, 3, 3, 3)),
        test(
            "average of rows",
            new TinyProgram(
                3,
                new Pool(
                    "y", "x", Pool.Kind.AVERAGE, new Window(3, 1, 1, 1, 1, 1, 0, 0, 0, 0), true)),
            p -> p),
        test(
            "sums along an axis in the middle, short rows",
            new TinyProgram(
                4,
                new Reshape("a", "x", List.of(0L, 2L, 1L, 12L, 9L)),
                new Binary("b", "a", "k", Binary.Kind.MULTIPLY),
                new Reduce("c", "b", Reduce.Kind.SUM, List.of(3), true),
                new Reduce("d", "b", Reduce.Kind.MIN, List.of(1, 3), true),
                new Binary("e", "c", "d", Binary.Kind.SUBTRACT),
                new Reshape("f", "e", List.of(0L, 2L, 3L, 3L, 1L)),
                new Transpose("y", "f", List.of(0, 3, 2, 4, 1))),
            p -> p.constant("k", 12, 1)),
        test(
            "transpose, array functions, back",
            new TinyProgram(
                4,
                new Transpose("a", "x", List.of(0, 2, 3, 1)),
                new Reshape("b", "a", List.of(0L, -1L, 4L)),
                new Binary("c", "b", "k", Binary.Kind.MULTIPLY),
                act("d", "c", Activation.Kind.TANH),
                new Concat("e", List.of("d", "b"), 2),
                new Slice("f", "e", 2, 2, 6),
                new Reduce("g", "f", Reduce.Kind.MAX, List.of(2), true),
                new Binary("h", "f", "g", Binary.Kind.SUBTRACT),
                new Reshape("y", "h", List.of(0L, 6L, 9L, 4L))),
            p -> p.constant("k", 4)),
        test("output that is an input", new TinyProgram(3, new Identity("y", "x")), p -> p));
  }

  @TestFactory
  Stream<DynamicTest> resizes() {
    return Stream.of(Resize.Kind.values())
        .flatMap(
            kind ->
                Stream.of(Resize.Coordinates.values())
                    .map(
                        coordinates ->
                            test(
                                kind + " " + coordinates,
                                new TinyProgram(3, new Resize("y", "x", kind, coordinates, 2, 3)),
                                p -> p)));
  }

  @TestFactory
  Stream<DynamicTest> reductions() {
    return Stream.of(Reduce.Kind.values())
        .flatMap(
            kind ->
                Stream.of(List.of(1), List.of(2, 3), List.of(2), List.of(1, 2, 3))
                    .flatMap(
                        axes ->
                            Stream.of(true, false)
                                .map(
                                    keep ->
                                        test(
                                            kind + " " + axes + keep,
                                            new TinyProgram(
                                                5, new Reduce("y", "x", kind, axes, keep)),
                                            p -> p))));
  }

  /** Pictures at the end that stay planes, and those that must not. */
  @TestFactory
  Stream<DynamicTest> tails() {
    Resize.Kind nearest = Resize.Kind.NEAREST;
    Resize.Coordinates floor = Resize.Coordinates.ASYMMETRIC;
    Operation[] tail = {
      conv("a", "x", "w", 3),
      act("b", "a", Activation.Kind.TANH),
      new PixelShuffle("c", "b", 2, PixelShuffle.Order.CHANNEL_FIRST),
      new PixelShuffle("d", "c", 2, PixelShuffle.Order.CELL_FIRST),
      new Resize("e", "x", nearest, floor, 4, 4)
    };
    PixelShuffle again = new PixelShuffle("d", "c", 2, PixelShuffle.Order.CHANNEL_FIRST);
    return Stream.of(
        tail("sum", tail, new Binary("y", "d", "e", Binary.Kind.ADD)),
        tail("difference", tail, new Binary("y", "e", "d", Binary.Kind.SUBTRACT)),
        tail(
            "shuffle alone",
            new Operation[] {tail[0], tail[1], tail[2]},
            again,
            act("y", "d", Activation.Kind.RELU)),
        tail(
            "nothing behind",
            new Operation[] {tail[0], tail[1], tail[2]},
            new PixelShuffle("y", "c", 2, PixelShuffle.Order.CHANNEL_FIRST)),
        tail("enlarged input", new Operation[0], new Resize("y", "x", nearest, floor, 3, 2)),
        tail(
            "read twice",
            tail,
            new Binary("f", "d", "e", Binary.Kind.ADD),
            new Binary("y", "f", "f", Binary.Kind.MULTIPLY)),
        tail(
            "read by a convolution",
            tail,
            new Binary("f", "d", "e", Binary.Kind.ADD),
            conv("y", "f", "v", 3)));
  }

  private static DynamicTest tail(String name, Operation[] begin, Operation... end) {
    Operation[] all =
        Stream.concat(Arrays.stream(begin), Arrays.stream(end)).toArray(Operation[]::new);
    return test(
        name, new TinyProgram(3, all), p -> p.constant("w", 48, 3, 3, 3).constant("v", 2, 3, 3, 3));
  }

  @TestFactory
  Stream<DynamicTest> extremesOfManyChannels() {
    return Stream.of(Reduce.Kind.MAX, Reduce.Kind.MIN)
        .flatMap(
            kind ->
                Stream.of(16, 37)
                    .map(
                        channels ->
                            test(
                                kind + " of " + channels,
                                new TinyProgram(
                                    channels, new Reduce("y", "x", kind, List.of(1), true)),
                                p -> p)));
  }

  /** Layer normalisation over channels, which is done in one pass, and what is nearly that. */
  @TestFactory
  Stream<DynamicTest> normalisations() {
    Operation[] whole = {
      new Binary("p", "n", "weight", Binary.Kind.MULTIPLY),
      new Binary("q", "bias", "p", Binary.Kind.ADD),
      new Binary("y", "q", "x", Binary.Kind.ADD)
    };
    Operation[] quotient = {
      new Binary("i", "one", "root", Binary.Kind.DIVIDE),
      new Binary("n", "d", "i", Binary.Kind.MULTIPLY)
    };
    Operation[] reciprocal = {
      act("i", "root", Activation.Kind.RECIPROCAL), new Binary("n", "i", "d", Binary.Kind.MULTIPLY)
    };
    Operation[] division = {new Binary("n", "d", "root", Binary.Kind.DIVIDE)};
    Operation[] numerator = {
      new Binary("i", "weight", "root", Binary.Kind.DIVIDE),
      new Binary("n", "d", "i", Binary.Kind.MULTIPLY)
    };
    return Stream.of(
        normalisation("weight, bias, residual", quotient, whole),
        normalisation("by reciprocal", reciprocal, whole),
        normalisation("by division", division, whole),
        normalisation("alone", division, act("y", "n", Activation.Kind.RELU)),
        normalisation("bias first", division, new Binary("y", "n", "bias", Binary.Kind.ADD)),
        normalisation(
            "a weight at the pixel", reciprocal, new Binary("y", "n", "a", Binary.Kind.MULTIPLY)),
        normalisation(
            "the deviation goes on", reciprocal, new Binary("y", "n", "d", Binary.Kind.ADD)),
        normalisation("the factor goes on", reciprocal, new Binary("y", "n", "i", Binary.Kind.ADD)),
        normalisation("another numerator", numerator, new Binary("y", "n", "x", Binary.Kind.ADD)));
  }

  /** Channels that fill no vector, far from zero: the variance is small beside the mean. */
  private static DynamicTest normalisation(String name, Operation[] quotient, Operation... behind) {
    List<Operation> operations = new ArrayList<>();
    operations.add(act("e", "x", Activation.Kind.EXP));
    operations.add(new Binary("a", "e", "far", Binary.Kind.ADD));
    operations.add(new Reduce("m", "a", Reduce.Kind.MEAN, List.of(1), true));
    operations.add(new Binary("d", "a", "m", Binary.Kind.SUBTRACT));
    operations.add(new Binary("s", "d", "d", Binary.Kind.MULTIPLY));
    operations.add(new Reduce("v", "s", Reduce.Kind.MEAN, List.of(1), true));
    operations.add(new Binary("w", "v", "epsilon", Binary.Kind.ADD));
    operations.add(act("root", "w", Activation.Kind.SQRT));
    operations.addAll(List.of(quotient));
    operations.addAll(List.of(behind));
    return test(
        name,
        new TinyProgram(21, operations.toArray(Operation[]::new)),
        p ->
            p.value("epsilon", 1e-3f)
                .value("far", 10)
                .value("one", 1)
                .constant("weight", 21, 1, 1)
                .constant("bias", 1, 21, 1, 1));
  }

  /** Parts of few and of many channels, beside each other and beside parts that are not copied. */
  @TestFactory
  Stream<DynamicTest> concatenations() {
    int[][] parts = {
      {12, 12, 12}, {4, 8, 4, 16}, {28, 28}, {6, 3, 9, 16, 5}, {12, 20, 16}, {24, 24}
    };
    return Stream.of(parts).map(VectorOperationsTest::concatenation);
  }

  private static DynamicTest concatenation(int[] parts) {
    List<Operation> operations = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int channels = 0;
    for (int i = 0; i < parts.length; i++) {
      operations.add(conv("part" + i, "x", "w" + i, 3));
      names.add("part" + i);
      channels += parts[i];
    }
    operations.add(new Concat("all", names, 1));
    // Reads what lies in the padding, and beside it.
    operations.add(new Slice("some", "all", 1, 5, channels - 1));
    operations.add(conv("y", "some", "w", 1));
    int inputs = channels - 6;
    return test(
        Arrays.toString(parts),
        new TinyProgram(7, operations.toArray(Operation[]::new)),
        p -> {
          TinyProgram whole = p.constant("w", 3, inputs, 1, 1);
          for (int i = 0; i < parts.length; i++) {
            whole = whole.constant("w" + i, parts[i], 7, 3, 3);
          }
          return whole;
        });
  }

  private interface Constants {
    TinyProgram to(TinyProgram program);
  }

  private static DynamicTest test(String name, TinyProgram program, Constants constants) {
    return DynamicTest.dynamicTest(name, () -> compare(constants.to(program)));
  }

  private static void compare(TinyProgram network) {
    try (Session session =
        new VectorEngine(VectorOptions.defaults().withThreads(2)).open(network)) {
      String output = network.output();
      for (int[] size : new int[][] {{1, 6, 9}, {2, 6, 9}}) {
        Map<String, Tensor> inputs = Map.of("x", network.input(size[0], size[1], size[2]));
        Tensor got = session.run(Form.WHOLE, inputs, List.of(output)).get(0);
        if (size[0] == 1) {
          check(got, Interpreter.run(network.program(), inputs, List.of(output)).get(output));
        }
      }
    }
  }

  private static void check(Tensor got, Tensor expected) {
    assertThat(got.shape()).isEqualTo(expected.shape());
    double largest = 1;
    double difference = 0;
    for (int i = 0; i < got.data().length; i++) {
      largest = Math.max(largest, Math.abs(expected.data()[i]));
      double d = Math.abs((double) got.data()[i] - expected.data()[i]);
      difference = Double.isNaN(d) ? Double.POSITIVE_INFINITY : Math.max(difference, d);
    }
    assertThat(difference / largest).isLessThan(TOLERANCE);
  }

  /** Two samples are each what one is alone. */
  @Test
  void samplesDoNotMix() {
    TinyProgram network =
        new TinyProgram(
                4,
                new Reduce("m", "x", Reduce.Kind.MEAN, List.of(2, 3), true),
                new Binary("a", "x", "m", Binary.Kind.SUBTRACT),
                conv("y", "a", "w", 3))
            .constant("w", 4, 4, 3, 3);
    Tensor batch = network.input(2, 5, 6);
    try (Session session = new VectorEngine(VectorOptions.defaults()).open(network)) {
      float[] both = session.run(Form.WHOLE, Map.of("x", batch), List.of("y")).get(0).data();
      for (int i = 0; i < 2; i++) {
        float[] one = Arrays.copyOfRange(batch.data(), i * 120, i * 120 + 120);
        Tensor alone = new Tensor("x", new long[] {1, 4, 5, 6}, one);
        assertThat(session.run(Form.WHOLE, Map.of("x", alone), List.of("y")).get(0).data())
            .isEqualTo(Arrays.copyOfRange(both, i * 120, i * 120 + 120));
      }
    }
  }
}
