package org.sr4j.models.program.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.ShapeInference;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.Reduce;
import org.sr4j.models.program.op.Window;

class FusedProgramTest {

  private static FusedProgram fuse(List<String> outputs, Operation... operations) {
    Map<String, Tensor> constants =
        Map.of("w", tensor("w", 4, 4, 3, 3), "v", tensor("v", 4, 4, 1, 1));
    Program program =
        new Program(
            List.of(new ProgramInput("x", List.of(-1L, 4L, -1L, -1L), InputTransform.IDENTITY)),
            outputs,
            List.of(operations),
            constants,
            Map.of());
    return FusedProgram.of(
        program, ShapeInference.of(program, Map.of("x", new long[] {1, 4, 6, 8})));
  }

  private static Tensor tensor(String name, long... shape) {
    return new Tensor(name, shape, new float[(int) Tensor.elements(shape)]);
  }

  private static Convolution conv(String output, String input) {
    return new Convolution(output, List.of(input, "w"), Window.same(3), 1);
  }

  private static Binary add(String output, String left, String right) {
    return new Binary(output, left, right, Binary.Kind.ADD);
  }

  private static Activation relu(String output, String input) {
    return new Activation(output, input, Activation.Kind.RELU);
  }

  @Test
  void aConvolutionTakesActivationResidualAndShuffle() {
    FusedProgram fused =
        fuse(
            List.of("y"),
            conv("a", "x"),
            relu("b", "a"),
            conv("c", "b"),
            add("d", "x", "c"),
            new PixelShuffle("y", "d", 2, PixelShuffle.Order.CHANNEL_FIRST));
    assertThat(fused.steps()).extracting(FusedStep::output).containsExactly("b", "y");
    assertThat(fused.steps().get(1).inputs()).containsExactly("b", "w", "x");
    assertThat(fused.steps().get(1).tail()).hasSize(2);
  }

  @Test
  void whatOthersReadOrIsWantedStays() {
    FusedProgram read = fuse(List.of("y"), conv("a", "x"), relu("b", "a"), add("y", "a", "b"));
    assertThat(read.steps()).extracting(FusedStep::output).containsExactly("a", "y");
    FusedProgram wanted = fuse(List.of("y", "a"), conv("a", "x"), relu("y", "a"));
    assertThat(wanted.steps()).hasSize(2);
  }

  /** Of a sum of two convolutions one takes it, standing where the other's result is known. */
  @Test
  void everyStepFindsWhatItReads() {
    FusedProgram fused =
        fuse(
            List.of("y"),
            conv("a", "x"),
            relu("e", "x"),
            conv("b", "e"),
            add("c", "a", "b"),
            relu("y", "c"));
    assertThat(fused.steps()).hasSize(3);
    Set<String> known = new HashSet<>(Set.of("x", "w", "v"));
    for (FusedStep step : fused.steps()) {
      assertThat(known).containsAll(step.inputs());
      known.add(step.output());
    }
  }

  @Test
  void aGateIsNotSpreadToTheMap() {
    FusedProgram fused =
        fuse(
            List.of("y"),
            new Reduce("m", "x", Reduce.Kind.MEAN, List.of(2, 3), true),
            new Convolution("g", List.of("m", "v"), Window.same(1), 1),
            new Activation("s", "g", Activation.Kind.SIGMOID),
            new Binary("y", "x", "s", Binary.Kind.MULTIPLY));
    assertThat(fused.steps()).extracting(FusedStep::output).containsExactly("m", "s", "y");
  }
}
