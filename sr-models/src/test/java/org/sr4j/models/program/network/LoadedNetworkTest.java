package org.sr4j.models.program.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.Session;
import org.sr4j.api.engine.Session.Form;
import org.sr4j.api.error.EngineException;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.ValueRange;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.engine.vector.VectorEngine;
import org.sr4j.models.engine.vector.VectorOptions;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.op.Operation;
import org.sr4j.models.program.op.Reduce;
import org.sr4j.models.program.op.Resize;

/** What programs must be to enlarge pictures; each way not to ends in an error that says so. */
class LoadedNetworkTest {

  private static final Operation TWICE = resize(2);

  private static Operation resize(double factor) {
    return new Resize("y", "x", Resize.Kind.LINEAR, Resize.Coordinates.HALF_PIXEL, factor, factor);
  }

  private static Program program(List<Long> shape, Map<String, String> metadata, Operation o) {
    ProgramInput x = new ProgramInput("x", shape, InputTransform.IDENTITY);
    return new Program(List.of(x), List.of("y"), List.of(o), Map.of(), metadata);
  }

  private static Program of(Operation operation) {
    return program(List.of(-1L, 3L, -1L, -1L), Map.of(), operation);
  }

  private static void refused(Program program, String problem) {
    assertThatThrownBy(() -> LoadedNetwork.of(program, "net.onnx"))
        .isInstanceOf(WeightsException.class)
        .hasMessage("Cannot use the network [net.onnx]: got " + problem);
  }

  @Test
  void whatTheFileDoesNotSayIsTold() {
    LoadedNetwork network = LoadedNetwork.of(of(TWICE), "net.onnx");

    assertThat(network.scale()).isEqualTo(2);
    assertThat(network.descriptor().range()).isEqualTo(ValueRange.UNIT);
    LoadedNetwork other =
        LoadedNetwork.of(of(TWICE), "net.onnx", Optional.of(ValueRange.values()[1]));
    assertThat(other.descriptor().range()).isEqualTo(ValueRange.values()[1]);
  }

  @Test
  void inputsThatAreNoPictures() {
    refused(
        program(List.of(-1L, 4L, -1L, -1L), Map.of(), TWICE),
        "pictures [-1, 4, -1, -1], expected one channel (luma) or three (RGB): [-1,1,-1,-1] or"
            + " [-1,3,-1,-1].");
    refused(
        program(List.of(4L, 3L, -1L, -1L), Map.of(), TWICE),
        "pictures [4, 3, -1, -1], always 4 at once, expected one or any number: [1,3,-1,-1] or"
            + " [-1,3,-1,-1].");
  }

  @Test
  void outputsThatAreNoEnlargedPictures() {
    String expected =
        ", expected a picture of as many channels, higher and wider by a whole factor up to 16.";
    refused(of(resize(1.5)), "an output [1, 3, 144, 216] of [1, 3, 96, 144]" + expected);
    refused(of(resize(17)), "an output [1, 3, 1632, 2448] of [1, 3, 96, 144]" + expected);
    refused(
        of(new Reduce("y", "x", Reduce.Kind.MEAN, List.of(2, 3), false)),
        "an output [1, 3] of [1, 3, 96, 144]" + expected);
    refused(
        of(new Reduce("y", "x", Reduce.Kind.MAX, List.of(1), true)),
        "an output [1, 1, 96, 144] of [1, 3, 96, 144]" + expected);
  }

  @Test
  void metadataThatContradictTheProgram() {
    List<Long> any = List.of(-1L, 3L, -1L, -1L);
    refused(
        program(any, Map.of("sr4j.scale", "3"), TWICE),
        "a network that enlarges by 2, expected by 3, as its metadata say.");
    refused(program(any, Map.of("sr4j.range", "7"), TWICE), "sr4j.range \"7\", expected 1 or 255.");
    refused(
        program(any, Map.of("sr4j.tiling", "GLOBAL_MEANS"), TWICE),
        "sr4j.tiling GLOBAL_MEANS of a network without any, expected LOCAL or WHOLE.");
  }

  @Test
  void whatAProgramCannotServeIsRefusedWhenItIsAskedFor() {
    LoadedNetwork fixed =
        LoadedNetwork.of(program(List.of(1L, 3L, 48L, 64L), Map.of(), TWICE), "net.onnx");

    assertThat(fixed.isOfOneSize()).isTrue();
    assertThatThrownBy(() -> fixed.program(GraphRequest.WHOLE.withSize(new Size(10, 12))))
        .isInstanceOf(GraphException.class)
        .hasMessage(
            "Cannot run the network [net.onnx]: got a picture of 12x10, expected 64x48, the one"
                + " size it serves. Export it with free height and width (dynamic axes).");
    assertThatThrownBy(() -> fixed.program(GraphRequest.WHOLE.withBatch(BatchForm.ANY)))
        .hasMessage(
            "Cannot run the network [net.onnx]: got several samples, expected one, as it was"
                + " exported.");
    assertThatThrownBy(() -> fixed.program(GraphRequest.TILES))
        .hasMessageStartingWith("Cannot run the network [net.onnx]: got tiles, expected the whole");
    assertThatThrownBy(() -> fixed.graph(GraphRequest.WHOLE))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("Run it on an engine for programs: vector, or onnx.");
    try (Session session = new VectorEngine(VectorOptions.defaults()).open(fixed)) {
      Tensor x = new Tensor("x", new long[] {1, 3, 10, 12}, new float[360]);
      assertThatThrownBy(() -> session.run(Form.WHOLE, Map.of("x", x), List.of("y")))
          .hasMessageContaining("got a picture of 12x10, expected 64x48");
    }
  }
}
