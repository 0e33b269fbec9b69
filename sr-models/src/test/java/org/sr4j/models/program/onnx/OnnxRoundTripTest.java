package org.sr4j.models.program.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorShapeProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.engine.onnx.OnnxRuntimeRun;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramInput;
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

/** A program that is written and read is the same program; ONNX Runtime takes what is written. */
class OnnxRoundTripTest {

  @TempDir private Path folder;

  @Test
  void everyOperationComesBack() {
    Program program = everything();
    byte[] file = OnnxWriter.toBytes(program);

    Program read = OnnxReader.read(file, "everything.onnx");

    assertThat(read.inputs()).isEqualTo(program.inputs());
    assertThat(read.outputs()).isEqualTo(program.outputs());
    assertThat(read.operations()).isEqualTo(program.operations());
    assertThat(read.constants()).isEqualTo(program.constants());
    assertThat(read.metadata()).isEqualTo(program.metadata());
  }

  @Test
  void equalProgramsGiveEqualBytes() {
    assertThat(OnnxWriter.toBytes(everything())).isEqualTo(OnnxWriter.toBytes(everything()));
  }

  @Test
  void onnxRuntimeTakesEveryOperation() {
    Tensor enlarged =
        OnnxRuntimeRun.run(
            OnnxWriter.toBytes(everything()),
            OnnxRuntimeRun.noise("picture", 1, 4, 8, 12),
            OnnxRuntimeRun.noise("bicubic", 1, 4, 16, 24));

    assertThat(enlarged.shape()).containsExactly(1, 1, 16, 24);
  }

  @Test
  void sizesAreFreeAndNamed() throws Exception {
    ModelProto model = ModelProto.parseFrom(OnnxWriter.toBytes(everything()));

    assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(17);
    TensorShapeProto input = model.getGraph().getInput(0).getType().getTensorType().getShape();
    assertThat(input.getDimList())
        .extracting(d -> d.getDimParam() + d.getDimValue())
        .containsExactly("N0", "4", "H0", "W0");
    TensorShapeProto output = model.getGraph().getOutput(0).getType().getTensorType().getShape();
    assertThat(output.getDimList())
        .extracting(d -> d.getDimParam() + d.getDimValue())
        .containsExactly("N0", "1", "y_H0", "y_W0");
  }

  @Test
  void aFileIsWrittenWholeOrNotAtAll() throws Exception {
    Path file = folder.resolve("net.onnx");
    OnnxWriter.write(everything(), file);
    assertThat(OnnxReader.read(file).operations()).isEqualTo(everything().operations());

    assertThatThrownBy(() -> OnnxWriter.write(everything(), folder.resolve("absent/net.onnx")))
        .isInstanceOf(WeightsException.class)
        .hasMessageStartingWith("Cannot write the ONNX file [" + folder.resolve("absent/net.onnx"))
        .hasMessageEndingWith("Does the folder exist, may it be written, and is there space?");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void whatOpset17CannotSayIsRefused() {
    Window dilated = new Window(3, 3, 1, 1, 2, 2, 0, 0, 0, 0);
    Program program =
        new Program(
            List.of(picture("x", 1)),
            List.of("y"),
            List.of(new Pool("y", "x", Pool.Kind.AVERAGE, dilated, true)),
            Map.of(),
            Map.of());

    assertThatThrownBy(() -> OnnxWriter.toBytes(program))
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "Cannot write the program as ONNX [y]: got an average over a dilated window, expected"
                + " an operator of opset 17.");
  }

  private static ProgramInput picture(String name, long channels) {
    return new ProgramInput(name, List.of(-1L, channels, -1L, -1L), InputTransform.IDENTITY);
  }

  /** One of each operation, in all its kinds. */
  private static Program everything() {
    Map<String, Tensor> constants = new LinkedHashMap<>();
    constant(constants, "w", 4, 2, 3, 3);
    constant(constants, "b", 4);
    constant(constants, "up", 4, 1, 4, 4);
    constant(constants, "slope", 4, 1, 1);
    constant(constants, "matrix", 4, 3);
    constant(constants, "quarter", 1, 4, 1, 1);
    List<Operation> all = new java.util.ArrayList<>();
    String x = "picture";
    for (Activation.Kind kind : Activation.Kind.values()) {
      float alpha = kind == Activation.Kind.LEAKY_RELU ? 0.1f : 0;
      String name = kind.name().toLowerCase(java.util.Locale.ROOT);
      all.add(
          kind == Activation.Kind.CLIP
              ? new Activation(name, x, kind, 0.1f, 6)
              : new Activation(name, x, kind, alpha, 0));
      x = name;
    }
    all.add(new Activation("upper", x, Activation.Kind.CLIP, Float.NEGATIVE_INFINITY, 1));
    x = "upper";
    for (Binary.Kind kind : Binary.Kind.values()) {
      String name = kind.name().toLowerCase(java.util.Locale.ROOT);
      all.add(new Binary(name, x, "quarter", kind));
      x = name;
    }
    Window window = new Window(3, 3, 1, 1, 1, 2, 1, 2, 1, 2);
    all.add(new Convolution("conv", List.of(x, "w", "b"), window, 2));
    all.add(new Prelu("prelu", "conv", "slope"));
    Window pool = new Window(2, 3, 1, 1, 1, 1, 1, 1, 0, 1);
    all.add(new Pool("max", "prelu", Pool.Kind.MAX, pool, false));
    all.add(new Pool("average", "max", Pool.Kind.AVERAGE, pool, true));
    all.add(new Pool("inner", "average", Pool.Kind.AVERAGE, pool, false));
    all.add(new Slice("half", "inner", 1, 0, 2));
    all.add(new Slice("rest", "inner", 1, -2, Long.MAX_VALUE));
    all.add(new Concat("joined", List.of("rest", "half"), 1));
    all.add(new Pad("edge", "joined", Pad.Mode.EDGE, 0, 1, 2, 1, 0));
    all.add(new Pad("mirror", "edge", Pad.Mode.REFLECT, 0, 1, 0, 1, 2));
    all.add(new Pad("zero", "mirror", Pad.Mode.CONSTANT, 0.5f, 0, 0, 0, 0));
    all.add(new Slice("rows", "zero", 2, 2, -2));
    all.add(new Slice("cropped", "rows", 3, 2, -2));
    all.add(new Reduce("mean", "cropped", Reduce.Kind.MEAN, List.of(2, 3), true));
    all.add(new Reduce("sum", "mean", Reduce.Kind.SUM, List.of(2, 3), false));
    all.add(new Reduce("biggest", "sum", Reduce.Kind.MAX, List.of(1), true));
    all.add(new Reduce("least", "sum", Reduce.Kind.MIN, List.of(), false));
    all.add(new Binary("spread", "biggest", "least", Binary.Kind.SUBTRACT));
    all.add(new Softmax("softmax", "sum", 1));
    all.add(new MatrixProduct("product", "softmax", "matrix"));
    all.add(new Reshape("point", "softmax", List.of(0L, 4L, 1L, -1L)));
    all.add(new Reshape("number", "spread", List.of(0L, 1L, 1L, 1L)));
    all.add(new Reshape("three", "product", List.of(0L, 3L, 1L, 1L)));
    all.add(new Reduce("one", "three", Reduce.Kind.MEAN, List.of(1), true));
    all.add(new Binary("weighed", "cropped", "point", Binary.Kind.MULTIPLY));
    all.add(new Binary("shifted", "weighed", "number", Binary.Kind.ADD));
    all.add(new Binary("lifted", "shifted", "one", Binary.Kind.ADD));
    all.add(new Transpose("turned", "lifted", List.of(0, 1, 3, 2)));
    all.add(new Transpose("back", "turned", List.of(0, 1, 3, 2)));
    all.add(new PixelUnshuffle("cells", "back", 2, PixelShuffle.Order.CELL_FIRST));
    all.add(new PixelShuffle("spread2", "cells", 2, PixelShuffle.Order.CELL_FIRST));
    all.add(new PixelUnshuffle("torch", "spread2", 2, PixelShuffle.Order.CHANNEL_FIRST));
    all.add(new PixelShuffle("torch2", "torch", 4, PixelShuffle.Order.CHANNEL_FIRST));
    Window stride = new Window(4, 4, 2, 2, 1, 1, 1, 1, 1, 1);
    all.add(new TransposedConvolution("bigger", List.of("back", "up"), stride, 0, 0, 4));
    all.add(new Slice("c1", "bigger", 1, 0, 1));
    all.add(new Resize("near", "back", Resize.Kind.NEAREST, Resize.Coordinates.ASYMMETRIC, 2, 2));
    all.add(new Resize("linear", "back", Resize.Kind.LINEAR, Resize.Coordinates.HALF_PIXEL, 2, 2));
    all.add(
        new Resize("corners", "back", Resize.Kind.LINEAR, Resize.Coordinates.ALIGN_CORNERS, 2, 2));
    all.add(new Resize("cubic", "back", Resize.Kind.CUBIC, Resize.Coordinates.HALF_PIXEL, 2, 2));
    all.add(new Concat("all", List.of("near", "linear", "corners", "cubic", "bicubic"), 1));
    all.add(new Reduce("mixed", "all", Reduce.Kind.MEAN, List.of(1), true));
    all.add(new Binary("result", "c1", "mixed", Binary.Kind.ADD));
    all.add(new Binary("result2", "result", "torch2", Binary.Kind.ADD));
    all.add(new Identity("y", "result2"));
    return new Program(
        List.of(
            picture("picture", 4),
            new ProgramInput("bicubic", List.of(-1L, 4L, -1L, -1L), InputTransform.BICUBIC)),
        List.of("y", "cubic"),
        all,
        constants,
        Map.of(Weights.SCALE, "2", "any key", "any value, even \"ümläute\""));
  }

  private static void constant(Map<String, Tensor> constants, String name, long... shape) {
    constants.put(name, OnnxRuntimeRun.noise(name, shape));
  }
}
