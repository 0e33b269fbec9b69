package org.sr4j.models.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Concat;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.MatrixProduct;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.Reshape;
import org.sr4j.models.program.op.Slice;
import org.sr4j.models.program.op.Transpose;
import org.sr4j.models.program.op.Window;
import org.sr4j.models.program.shape.Dim;

class ShapeInferenceTest {

  private static Program program(Operation operation) {
    return new Program(
        List.of(new ProgramInput("x", List.of(-1L, 4L, -1L, -1L), InputTransform.IDENTITY)),
        List.of("y"),
        List.of(operation),
        Map.of(
            "w", new Tensor("w", new long[] {8, 4, 3, 3}, new float[288]),
            "v", new Tensor("v", new long[] {8, 3, 3, 3}, new float[216]),
            "m", new Tensor("m", new long[] {7, 2}, new float[14])),
        Map.of());
  }

  private static long[] shape(Operation operation) {
    return ShapeInference.of(program(operation), Map.of("x", new long[] {2, 4, 5, 7})).get("y");
  }

  @Test
  void shapesFollowTheOperations() {
    Window strided = new Window(3, 3, 2, 2, 1, 1, 1, 0, 1, 0);
    assertThat(shape(new Convolution("y", List.of("x", "w"), strided, 1)))
        .containsExactly(2, 8, 3, 3);
    assertThat(shape(new Slice("y", "x", 3, -3, Long.MAX_VALUE))).containsExactly(2, 4, 5, 3);
    assertThat(shape(new Reshape("y", "x", List.of(0L, -1L, 7L)))).containsExactly(2, 20, 7);
    assertThat(shape(new Transpose("y", "x", List.of(3, 0, 2, 1)))).containsExactly(7, 2, 5, 4);
    assertThat(shape(new PixelShuffle("y", "x", 2, PixelShuffle.Order.CHANNEL_FIRST)))
        .containsExactly(2, 1, 10, 14);
    assertThat(shape(new MatrixProduct("y", "x", "m"))).containsExactly(2, 4, 5, 2);
    assertThat(shape(new Concat("y", List.of("x", "x", "x"), 2))).containsExactly(2, 4, 15, 7);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThatThrownBy(() -> shape(new Convolution("y", List.of("x", "v"), Window.same(3), 1)))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("[8, 3, 3, 3]")
        .hasMessageContaining("as many channels as the weight");
    assertThatThrownBy(() -> shape(new Binary("y", "x", "w", Binary.Kind.ADD)))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("shapes that broadcast");
    assertThatThrownBy(() -> shape(new Slice("y", "x", 2, 9, 12)))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("a part of the axis");
  }

  @Test
  void inputsOfOtherShapesAreRefused() {
    Program program = program(new Slice("y", "x", 1, 0, 1));
    assertThatThrownBy(() -> ShapeInference.of(program, Map.of("x", new long[] {1, 3, 5, 5})))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("[1, 3, 5, 5]")
        .hasMessageContaining("[-1, 4, -1, -1]");
  }

  @Test
  void freeSizesAreSymbols() {
    Dim height = Dim.symbol("H");
    List<Dim> x = List.of(Dim.symbol("N"), Dim.of(4), height, Dim.symbol("W"));
    Window open = new Window(3, 3, 1, 1, 1, 1, 0, 0, 0, 0);
    Program program = program(new Convolution("y", List.of("x", "w"), open, 1));
    assertThat(ShapeInference.symbolic(program, Map.of("x", x)).get("y").get(2))
        .isEqualTo(height.plus(-2));
  }
}
