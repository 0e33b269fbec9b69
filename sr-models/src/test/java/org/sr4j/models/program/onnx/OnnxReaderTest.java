package org.sr4j.models.program.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sr4j.models.program.onnx.OnnxFixture.attribute;
import static org.sr4j.models.program.onnx.OnnxFixture.list;
import static org.sr4j.models.program.onnx.OnnxFixture.reals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.shade.protobuf.ByteString;
import org.sr4j.api.testing.SharedData;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.engine.onnx.OnnxRuntimeRun;
import org.sr4j.models.program.Interpreter;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.PixelUnshuffle;
import org.sr4j.models.program.op.Pool;
import org.sr4j.models.program.op.Resize;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.program.op.Window;
import org.sr4j.models.program.pass.Optimiser;

/**
 * What is read means what ONNX Runtime makes of the same file: both the file and what is written of
 * the program that was read are run there.
 */
class OnnxReaderTest {

  /** ONNX Runtime's own rounding: sums in another order where a node is written as several. */
  private static final float TOLERANCE = 2e-6f;

  /** Passes fold factors and sums into weights; values are of the order of 1. */
  private static final float OPTIMISED = 1e-5f;

  private static final AttributeProto PADS = list("pads", 1, 1, 1, 1);

  @TestFactory
  Stream<DynamicTest> operators() {
    return Stream.of(
        one("Conv", f -> f.weight("w", 5, 4, 3, 3).weight("b", 5).node("Conv", "x w b", "y", PADS)),
        one(
            "Conv with strides, dilations and groups",
            f ->
                f.weight("w", 8, 2, 3, 3)
                    .node(
                        "Conv",
                        "x w",
                        "y",
                        list("pads", 2, 1, 0, 3),
                        list("strides", 2, 1),
                        list("dilations", 1, 2),
                        attribute("group", 2L),
                        list("kernel_shape", 3, 3))),
        one(
            "Conv SAME_UPPER of an even kernel",
            f ->
                f.weight("w", 4, 4, 2, 4)
                    .node("Conv", "x w", "y", attribute("auto_pad", "SAME_UPPER"))),
        one(
            "Conv SAME_LOWER of an even kernel",
            f ->
                f.weight("w", 4, 4, 2, 4)
                    .node("Conv", "x w", "y", attribute("auto_pad", "SAME_LOWER"))),
        one(
            "ConvTranspose",
            f ->
                f.weight("w", 4, 3, 5, 4)
                    .weight("b", 6)
                    .node(
                        "ConvTranspose",
                        "x w b",
                        "y",
                        list("pads", 2, 1, 1, 0),
                        list("strides", 3, 2),
                        list("output_padding", 1, 0),
                        attribute("group", 2L))),
        one(
            "MaxPool",
            f ->
                f.node(
                    "MaxPool", "x", "y", list("kernel_shape", 3, 2), list("strides", 2, 2), PADS)),
        one(
            "AveragePool",
            f ->
                f.node(
                    "AveragePool",
                    "x",
                    "y",
                    list("kernel_shape", 3, 3),
                    PADS,
                    attribute("count_include_pad", 1L))),
        one(
            "AveragePool without its border",
            f -> f.node("AveragePool", "x", "y", list("kernel_shape", 3, 3), PADS)),
        one("Relu, Neg, Abs, Sqrt", f -> chain(f, "Relu", "Neg", "Abs", "Sqrt")),
        one("Sigmoid, Tanh, Erf, Exp, Log", f -> chain(f, "Sigmoid", "Tanh", "Erf", "Exp", "Log")),
        one("Exp, Reciprocal, HardSwish", f -> chain(f, "Exp", "Reciprocal", "HardSwish")),
        one("HardSigmoid", f -> f.node("HardSigmoid", "x", "y", attribute("alpha", 0.3f))),
        one("LeakyRelu", f -> f.node("LeakyRelu", "x", "y", attribute("alpha", 0.1f))),
        one("PRelu", f -> f.weight("s", 4, 1, 1).node("PRelu", "x s", "y")),
        one("Clip", f -> f.scalar("lo", -0.2f).scalar("hi", 0.6f).node("Clip", "x lo hi", "y")),
        one("Clip above", f -> f.scalar("hi", 0.6f).node("Clip", "x - hi", "y")),
        one("Clip, opset 9", 9, f -> f.node("Clip", "x", "y", attribute("max", 0.3f))),
        one("Gelu", 20, f -> f.node("Gelu", "x", "y")),
        one(
            "Sum, Max, Min",
            f ->
                f.weight("w", 4, 1, 1)
                    .node("Sum", "x w x", "a")
                    .node("Max", "a x w", "b")
                    .node("Min", "b", "y")),
        one(
            "Sub, Mul, Div, Pow",
            f ->
                f.weight("w", 4, 1, 1)
                    .scalar("two", 2)
                    .node("Sub", "x w", "a")
                    .node("Mul", "a w", "b")
                    .node("Pow", "b two", "c")
                    .node("Div", "c two", "y")),
        one(
            "BatchNormalization",
            f ->
                f.weight("g", 4)
                    .weight("b", 4)
                    .weight("m", 4)
                    .floats("v", 0.3f, 1.7f, 0.02f, 2)
                    .node("BatchNormalization", "x g b m v", "y", attribute("epsilon", 1e-3f))),
        one(
            "InstanceNormalization",
            f ->
                f.weight("g", 4)
                    .weight("b", 4)
                    .node("InstanceNormalization", "x g b", "y", attribute("epsilon", 1e-2f))),
        one(
            "GroupNorm as PyTorch writes it",
            f ->
                f.integers("groups", 0, 2, -1)
                    .floats("one", 1, 1)
                    .floats("zero", 0, 0)
                    .weight("g", 4, 1, 1)
                    .weight("b", 4, 1, 1)
                    .node("Shape", "x", "shape")
                    .node("Reshape", "x groups", "r")
                    .node("InstanceNormalization", "r one zero", "n")
                    .node("Reshape", "n shape", "m")
                    .node("Mul", "m g", "s")
                    .node("Add", "s b", "y")),
        one(
            "InstanceNormalization of groups that stay axes",
            f ->
                f.integers("groups", 0, 2, -1)
                    .weight("g", 2)
                    .weight("b", 2)
                    .node("Reshape", "x groups", "r")
                    .node("InstanceNormalization", "r g b", "n")
                    .node("ReduceMax", "n", "y", list("axes", 2))),
        one(
            "GroupNormalization, opset 21",
            21,
            f ->
                f.weight("g", 4)
                    .weight("b", 4)
                    .node(
                        "GroupNormalization",
                        "x g b",
                        "y",
                        attribute("num_groups", 2L),
                        attribute("epsilon", 0.1f))),
        one(
            "GroupNormalization, opset 18",
            18,
            f ->
                f.weight("g", 4)
                    .weight("b", 4)
                    .node("GroupNormalization", "x g b", "y", attribute("num_groups", 4L))),
        one(
            "LayerNormalization of channels",
            f ->
                f.weight("g", 4)
                    .weight("b", 4)
                    .node("Transpose", "x", "t", list("perm", 0, 2, 3, 1))
                    .node("LayerNormalization", "t g b", "n", attribute("axis", -1L))
                    .node("Transpose", "n", "y", list("perm", 0, 3, 1, 2))),
        one(
            "LayerNormalization of several axes, without shift",
            f ->
                f.weight("g", 6, 7)
                    .node(
                        "LayerNormalization",
                        "x g",
                        "y",
                        attribute("axis", 2L),
                        attribute("epsilon", 0.1f)),
            2,
            4,
            6,
            7),
        one("GlobalAveragePool", f -> f.node("GlobalAveragePool", "x", "y")),
        one("GlobalMaxPool", f -> f.node("GlobalMaxPool", "x", "y")),
        one("ReduceMean", f -> f.node("ReduceMean", "x", "y", list("axes", 3, -2))),
        one(
            "ReduceMean, opset 18",
            18,
            f ->
                f.integers("axes", 1).node("ReduceMean", "x axes", "y", attribute("keepdims", 0L))),
        one("ReduceSum", f -> f.integers("axes", -1, 1).node("ReduceSum", "x axes", "y")),
        one("ReduceMax of all", f -> f.node("ReduceMax", "x", "y")),
        one("ReduceMin", f -> f.node("ReduceMin", "x", "y", list("axes", 2))),
        one("Softmax", f -> f.node("Softmax", "x", "y", attribute("axis", 1L))),
        one("Softmax, opset 11", 11, f -> f.node("Softmax", "x", "y", attribute("axis", -1L))),
        one("Concat", f -> f.node("Concat", "x x", "y", attribute("axis", -3L))),
        one(
            "Slice",
            f ->
                f.integers("s", 1, -5)
                    .integers("e", 3, 1L << 62)
                    .integers("a", 1, 3)
                    .node("Slice", "x s e a", "y")),
        one(
            "Slice, opset 9",
            9,
            f ->
                f.node(
                    "Slice",
                    "x",
                    "y",
                    list("starts", 1, 0),
                    list("ends", 3, -2),
                    list("axes", 1, 2))),
        one(
            "Slice of every second and third pixel",
            f ->
                f.integers("s", 1, 0)
                    .integers("e", 1L << 62, -1)
                    .integers("a", 2, 3)
                    .integers("d", 2, 3)
                    .node("Slice", "x s e a d", "y")),
        one(
            "Slice of channels backwards and of every second",
            f ->
                f.integers("back", -1)
                    .integers("s1", -1)
                    .integers("e1", Long.MIN_VALUE + 1)
                    .integers("a1", 1)
                    .integers("s2", 0)
                    .integers("e2", 4)
                    .integers("two", 2)
                    .node("Slice", "x s1 e1 a1 back", "r")
                    .node("Slice", "r s2 e2 a1 two", "h")
                    .node("Concat", "h r", "y", attribute("axis", 1L))),
        one(
            "Split",
            f ->
                f.integers("p", 1, 3)
                    .node("Split", "x p", "a b", attribute("axis", 1L))
                    .node("Concat", "b a", "y", attribute("axis", 1L))),
        one(
            "Split, opset 11",
            11,
            f -> f.node("Split", "x", "a b", attribute("axis", 1L)).node("Sub", "b a", "y")),
        one(
            "Expand to a fixed shape",
            f ->
                f.integers("shape", 3, 1, 4, 1, 1)
                    .node("ReduceMean", "x", "m", list("axes", 2, 3))
                    .node("Expand", "m shape", "y")),
        one(
            "Expand to the picture's size",
            f ->
                f.node("Shape", "x", "shape")
                    .node("ReduceMean", "x", "m", list("axes", 1, 2, 3))
                    .node("Expand", "m shape", "e")
                    .node("Concat", "e x", "y", attribute("axis", 1L))),
        one(
            "Expand as PyTorch writes expand(-1, -1, h, w)",
            f ->
                f.integers("minus", -1)
                    .integers("kept", -1, -1)
                    .integers("four", 4)
                    .integers("two", 2)
                    .integers("end", 4)
                    .node("Shape", "x", "s")
                    .node("Slice", "s two end", "hw")
                    .node("Concat", "kept hw", "wanted", attribute("axis", 0L))
                    .node("ConstantOfShape", "four", "ones", one64())
                    .node("Mul", "ones minus", "absent")
                    .node("Equal", "wanted absent", "is")
                    .node("Where", "is ones wanted", "shape")
                    .node("GlobalAveragePool", "x", "m")
                    .node("Expand", "m shape", "e")
                    .node("Sub", "e x", "y")),
        one(
            "Expand that changes nothing",
            f -> f.integers("shape", 4, 1, 1).node("Expand", "x shape", "y")),
        one("Transpose", f -> f.node("Transpose", "x", "y", list("perm", 0, 2, 3, 1))),
        one(
            "Gather of channels",
            f -> f.integers("i", 3, 0, 1, -2).node("Gather", "x i", "y", attribute("axis", 1L))),
        one(
            "Squeeze and Unsqueeze",
            f ->
                f.integers("a", 2, 3)
                    .node("GlobalAveragePool", "x", "p")
                    .node("Squeeze", "p a", "s")
                    .node("Unsqueeze", "s a", "u")
                    .node("Mul", "x u", "y")),
        one(
            "Flatten and Gemm",
            f ->
                f.weight("w", 4, 4)
                    .weight("b", 4)
                    .integers("a", 2, 3)
                    .node("GlobalAveragePool", "x", "p")
                    .node("Flatten", "p", "f")
                    .node("Gemm", "f w b", "g", attribute("transB", 1L))
                    .node("Unsqueeze", "g a", "u")
                    .node("Mul", "x u", "y")),
        one(
            "Gemm with alpha and beta",
            f ->
                f.weight("w", 4, 4)
                    .weight("b", 4)
                    .integers("a", 2, 3)
                    .node("GlobalAveragePool", "x", "p")
                    .node("Flatten", "p", "f")
                    .node("Gemm", "f w b", "g", attribute("alpha", 0.5f), attribute("beta", -2f))
                    .node("Gemm", "g w b", "h", attribute("alpha", 3f), attribute("beta", 0f))
                    .node("Gemm", "h w b", "k", attribute("beta", 0.25f))
                    .node("Unsqueeze", "k a", "u")
                    .node("Mul", "x u", "y")),
        one("MatMul", f -> f.weight("w", 7, 3).node("MatMul", "x w", "y"), 2, 4, 6, 7),
        one(
            "Pad",
            f ->
                f.integers("p", 0, 0, 1, 2, 0, 0, 3, 4)
                    .scalar("v", 0.5f)
                    .node("Pad", "x p v", "y")),
        one(
            "Pad mirrored",
            f ->
                f.integers("p", 0, 0, 1, 2, 0, 0, 3, 4)
                    .node("Pad", "x p", "y", attribute("mode", "reflect"))),
        one(
            "Pad of edges, axes given",
            18,
            f ->
                f.integers("p", 1, 2, 3, 4)
                    .integers("a", -1, 2)
                    .node("Pad", "x p - a", "y", attribute("mode", "edge"))),
        one(
            "Pad, opset 10",
            10,
            f ->
                f.node(
                    "Pad", "x", "y", list("pads", 0, 0, 1, 0, 0, 0, 0, 2), attribute("value", 2f))),
        one(
            "DepthToSpace",
            f ->
                f.node(
                    "DepthToSpace",
                    "x",
                    "y",
                    attribute("blocksize", 2L),
                    attribute("mode", "CRD"))),
        one("DepthToSpace DCR", f -> f.node("DepthToSpace", "x", "y", attribute("blocksize", 2L))),
        one("SpaceToDepth", f -> f.node("SpaceToDepth", "x", "y", attribute("blocksize", 2L))),
        resize("nearest asymmetric", "nearest", "asymmetric", 3, "floor"),
        resize("nearest half pixel", "nearest", "half_pixel", 2, "round_prefer_floor"),
        resize("linear half pixel", "linear", "half_pixel", 2, null),
        resize("linear, PyTorch", "linear", "pytorch_half_pixel", 4, null),
        resize("linear, corners", "linear", "align_corners", 2, null),
        resize("cubic", "cubic", "half_pixel", 2, null),
        one(
            "Resize, opset 10",
            10,
            f -> f.floats("s", 1, 1, 2, 3).node("Resize", "x s", "y", attribute("mode", "linear"))),
        one("Upsample, opset 9", 9, f -> f.floats("s", 1, 1, 2, 2).node("Upsample", "x s", "y")),
        one(
            "Constants, Cast, Dropout, Identity",
            f ->
                f.node("Constant", "", "c", reals("value_floats", 2f))
                    .node("Constant", "", "k", attribute("value_int", 3L))
                    .node("Cast", "k", "r", attribute("to", 1L))
                    .node("Mul", "x c", "a")
                    .node("Add", "a r", "b")
                    .node("Dropout", "b", "d")
                    .node("Cast", "d", "e", attribute("to", 1L))
                    .node("Identity", "e", "y")),
        one(
            "Resize to a size computed from the picture's",
            f ->
                f.integers("i2", 2)
                    .integers("i3", 3)
                    .integers("two", 2)
                    .integers("nc", 1, 4)
                    .node("Shape", "x", "shape")
                    .node("Gather", "shape i2", "h")
                    .node("Slice", "shape i3 i4", "w")
                    .integers("i4", 4)
                    .node("Mul", "h two", "h2")
                    .node("Mul", "w two", "w2")
                    .node("Concat", "nc h2 w2", "sizes", attribute("axis", 0L))
                    .node("Resize", "x - - sizes", "y", attribute("mode", "linear"))),
        one(
            "Reshape that keeps height and width",
            f ->
                f.integers("groups", 2, 2)
                    .integers("zero", 0)
                    .integers("one", 1)
                    .integers("two", 2)
                    .integers("four", 4)
                    .integers("c", 4)
                    .node("Shape", "x", "s")
                    .node("Slice", "s zero one", "n")
                    .node("Slice", "s two four", "hw")
                    .node("Concat", "n c hw", "back", attribute("axis", 0L))
                    .node("Relu", "x", "r")
                    .node("Reshape", "r back", "y")));
  }

  /** {@code ConstantOfShape} of the integer 1. */
  private static AttributeProto one64() {
    return attribute("value", TensorProtos.vector("value", 1));
  }

  private static OnnxFixture chain(OnnxFixture fixture, String... operators) {
    for (int i = 0; i < operators.length; i++) {
      boolean last = i == operators.length - 1;
      fixture.node(operators[i], i == 0 ? "x" : "v" + i, last ? "y" : "v" + (i + 1));
    }
    return fixture;
  }

  private static DynamicTest resize(
      String name, String mode, String coordinates, int factor, String rounding) {
    return one(
        "Resize " + name,
        f -> {
          f.floats("s", 1, 1, factor, factor);
          AttributeProto how = attribute("coordinate_transformation_mode", coordinates);
          AttributeProto kind = attribute("mode", mode);
          return rounding == null
              ? f.node("Resize", "x - s", "y", how, kind)
              : f.node("Resize", "x - s", "y", how, kind, attribute("nearest_mode", rounding));
        });
  }

  private static DynamicTest one(String name, UnaryOperator<OnnxFixture> file, long... shape) {
    return one(name, 17, file, shape);
  }

  private static DynamicTest one(
      String name, int opset, UnaryOperator<OnnxFixture> file, long... shape) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          long[] input = shape.length == 0 ? new long[] {1, 4, 6, 8} : shape;
          long[] declared =
              shape.length == 0 ? new long[] {-1, 4, -1, -1} : new long[] {-1, 4, 6, 7};
          byte[] original = file.apply(OnnxFixture.of(declared).opset(opset).output("y")).bytes();
          Program program = OnnxReader.read(original, name);
          Tensor x = OnnxRuntimeRun.noise("x", input);
          Tensor expected = OnnxRuntimeRun.run(original, x);
          Tensor got = OnnxRuntimeRun.run(OnnxWriter.toBytes(program), x);
          assertThat(got.shape()).isEqualTo(expected.shape());
          assertThat(got.data()).containsExactly(expected.data(), within(TOLERANCE));
          Program optimised = Optimiser.optimise(program);
          Tensor ours = Interpreter.run(optimised, Map.of("x", x), List.of("y")).get("y");
          assertThat(ours.shape()).isEqualTo(expected.shape());
          assertThat(ours.data()).containsExactly(expected.data(), within(OPTIMISED));
          assertThat(expected.data())
              .as("not all alike")
              .isNotEqualTo(new float[got.data().length]);
        });
  }

  @Test
  void geluWrittenOutIsGelu() {
    byte[] file =
        OnnxFixture.of(-1, 4, -1, -1)
            .scalar("root", (float) Math.sqrt(2))
            .scalar("one", 1)
            .scalar("half", 0.5f)
            .node("Div", "x root", "a")
            .node("Erf", "a", "b")
            .node("Add", "b one", "c")
            .node("Mul", "x half", "d")
            .node("Mul", "d c", "y")
            .output("y")
            .bytes();

    assertThat(OnnxReader.read(file, "gelu").operations())
        .containsExactly(new Activation("y", "x", Activation.Kind.GELU));
  }

  @Test
  void pixelShuffleInThreeStepsIsOne() {
    byte[] file =
        sizes(OnnxFixture.of(-1, 12, -1, -1).opset(9))
            .integers("c", 3)
            .integers("r", 2)
            .node("Mul", "h r", "h2")
            .node("Mul", "w r", "w2")
            .node("Concat", "n c r r h w", "six", attribute("axis", 0L))
            .node("Concat", "n c h2 w2", "four", attribute("axis", 0L))
            .node("Reshape", "x six", "a")
            .node("Transpose", "a", "b", list("perm", 0, 1, 4, 2, 5, 3))
            .node("Reshape", "b four", "y")
            .output("y")
            .bytes();

    Program program = OnnxReader.read(file, "shuffle");

    assertThat(program.operations())
        .containsExactly(new PixelShuffle("y", "x", 2, PixelShuffle.Order.CHANNEL_FIRST));
    Tensor x = OnnxRuntimeRun.noise("x", 2, 12, 3, 5);
    assertThat(OnnxRuntimeRun.run(OnnxWriter.toBytes(program), x).data())
        .isEqualTo(OnnxRuntimeRun.run(file, x).data());
  }

  @Test
  void pixelUnshuffleInThreeStepsIsOne() {
    byte[] file =
        sizes(OnnxFixture.of(-1, 3, -1, -1))
            .integers("c", 3)
            .integers("c4", 12)
            .integers("r", 2)
            .node("Div", "h r", "h2")
            .node("Div", "w r", "w2")
            .node("Concat", "n c h2 r w2 r", "six", attribute("axis", 0L))
            .node("Concat", "n c4 h2 w2", "four", attribute("axis", 0L))
            .node("Reshape", "x six", "a")
            .node("Transpose", "a", "b", list("perm", 0, 1, 3, 5, 2, 4))
            .node("Reshape", "b four", "y")
            .output("y")
            .bytes();

    Program program = OnnxReader.read(file, "unshuffle");

    assertThat(program.operations())
        .containsExactly(new PixelUnshuffle("y", "x", 2, PixelShuffle.Order.CHANNEL_FIRST));
    Tensor x = OnnxRuntimeRun.noise("x", 2, 3, 4, 6);
    byte[] written = OnnxWriter.toBytes(program);
    assertThat(OnnxRuntimeRun.run(written, x).data()).isEqualTo(OnnxRuntimeRun.run(file, x).data());
    assertThat(OnnxReader.read(written, "again").operations()).isEqualTo(program.operations());
  }

  /** One-element vectors {@code n h w} of the input's sizes. */
  private static OnnxFixture sizes(OnnxFixture fixture) {
    fixture.integers("i0", 0).integers("i2", 2).integers("i3", 3).node("Shape", "x", "s");
    return fixture
        .node("Gather", "s i0", "n")
        .node("Gather", "s i2", "h")
        .node("Gather", "s i3", "w");
  }

  /** PyTorch writes one slice for each axis of {@code x[:, :, ::2, 1::2]}. */
  @Test
  void stepsAlongRowsAndColumnsAreOneOperation() {
    byte[] file =
        OnnxFixture.of(-1, 4, -1, -1)
            .integers("zero", 0)
            .integers("one", 1)
            .integers("two", 2)
            .integers("three", 3)
            .integers("end", Long.MAX_VALUE)
            .node("Slice", "x zero end two two", "rows")
            .node("Slice", "rows one end three two", "y")
            .output("y")
            .bytes();

    Program program = OnnxReader.read(file, "steps");

    assertThat(program.operations().stream().filter(Pool.class::isInstance))
        .hasSize(1)
        .first()
        .extracting("window")
        .isEqualTo(new Window(1, 1, 2, 2, 1, 1, 0, 0, 0, 0));
    assertThat(program.operations()).last().isInstanceOf(Pool.class);
    assertThat(program.operations().stream().filter(Slice.class::isInstance)).hasSize(2);
    Tensor x = OnnxRuntimeRun.noise("x", 2, 4, 7, 9);
    assertThat(OnnxRuntimeRun.run(OnnxWriter.toBytes(program), x))
        .isEqualTo(OnnxRuntimeRun.run(file, x));
  }

  @Test
  void everyFormOfAWeightIsRead() {
    float[] values = {1, -0.5f, 0.25f, 2};
    ByteBuffer doubles = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      doubles.putDouble(value);
    }
    short[] halves = {0x3c00, (short) 0xb800, 0x3400, 0x4000};
    ByteBuffer half = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    half.asShortBuffer().put(halves);
    TensorProto.Builder shape = TensorProto.newBuilder().addDims(4).addDims(1).addDims(1);
    TensorProto.Builder floatData = shape.clone().setName("a").setDataType(1);
    TensorProto.Builder halfData = shape.clone().setName("b").setDataType(10);
    for (int i = 0; i < 4; i++) {
      floatData.addFloatData(values[i]);
      halfData.addInt32Data(halves[i] & 0xffff);
    }
    byte[] file =
        OnnxFixture.of(-1, 4, -1, -1)
            .tensor(floatData.build())
            .tensor(halfData.build())
            .tensor(
                shape
                    .clone()
                    .setName("c")
                    .setDataType(10)
                    .setRawData(ByteString.copyFrom(half))
                    .build())
            .tensor(
                shape
                    .clone()
                    .setName("d")
                    .setDataType(11)
                    .setRawData(ByteString.copyFrom(doubles.flip()))
                    .build())
            .node("Sum", "x a b c d", "y")
            .output("y")
            .bytes();

    Map<String, Tensor> constants = OnnxReader.read(file, "weights").constants();

    assertThat(constants.keySet()).containsExactly("a", "b", "c", "d");
    constants.values().forEach(t -> assertThat(t.data()).as(t.name()).isEqualTo(values));
  }

  @Test
  void aFixedSizeIsFreedWhereNothingDependsOnIt() {
    byte[] file =
        OnnxFixture.of(1, 3, 64, 64)
            .weight("w", 3, 3, 3, 3)
            .node("Conv", "x w", "y", PADS)
            .output("y")
            .bytes();
    byte[] four =
        OnnxFixture.of(4, 3, 64, 64)
            .weight("w", 3, 3, 3, 3)
            .node("Conv", "x w", "y", PADS)
            .output("y")
            .bytes();
    byte[] tied =
        OnnxFixture.of(1, 3, 64, 64)
            .integers("s", 1, 3, 128, 128)
            .node("Resize", "x - - s", "y", attribute("mode", "linear"))
            .output("y")
            .bytes();

    assertThat(OnnxReader.read(file, "free").picture().shape()).containsExactly(1L, 3L, -1L, -1L);
    assertThat(OnnxReader.read(four, "four").picture().shape()).containsExactly(-1L, 3L, -1L, -1L);
    Program fixed = OnnxReader.read(tied, "tied");
    assertThat(fixed.picture().shape()).containsExactly(1L, 3L, 64L, 64L);
    assertThat(fixed.operations())
        .containsExactly(
            new Resize("y", "x", Resize.Kind.LINEAR, Resize.Coordinates.HALF_PIXEL, 2, 2));
  }

  @Test
  void readsWhatPyTorchWrites() throws IOException {
    Path file = SharedData.golden("bench").resolve("edsr_baseline_x4_pytorch.onnx");
    Program program = OnnxReader.read(file);

    assertThat(program.picture().shape().get(1)).isEqualTo(3);
    assertThat(program.operations().stream().filter(Convolution.class::isInstance)).hasSize(37);
    assertThat(program.operations().stream().map(Operation::getClass).distinct())
        .contains(PixelShuffle.class, Convolution.class);
    Tensor x = OnnxRuntimeRun.noise(program.picture().name(), 1, 3, 7, 9);
    Tensor expected = OnnxRuntimeRun.run(Files.readAllBytes(file), x);
    Tensor enlarged = OnnxRuntimeRun.run(OnnxWriter.toBytes(program), x);
    assertThat(expected.shape()).containsExactly(1, 3, 28, 36);
    assertThat(enlarged.shape()).isEqualTo(expected.shape());
    assertThat(enlarged.data()).containsExactly(expected.data(), within(TOLERANCE));
  }
}
