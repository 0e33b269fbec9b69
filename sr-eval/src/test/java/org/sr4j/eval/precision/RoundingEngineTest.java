package org.sr4j.eval.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.sr4j.api.engine.Session;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.weights.Tensor;
import org.sr4j.models.engine.vector.VectorEngine;
import org.sr4j.models.engine.vector.VectorOptions;
import org.sr4j.models.program.Interpreter;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramInput;
import org.sr4j.models.program.network.LoadedNetwork;
import org.sr4j.models.program.op.Activation;
import org.sr4j.models.program.op.Binary;
import org.sr4j.models.program.op.Convolution;
import org.sr4j.models.program.op.PixelShuffle;
import org.sr4j.models.program.op.Reduce;
import org.sr4j.models.program.op.Window;

class RoundingEngineTest {

  /** The engine's sums of some dozens of products of about 1, to the interpreter's doubles. */
  private static final float SUMS = 1e-5f;

  private static final Tensor PICTURE = random("x", 1, 3, 6, 8);

  /** x2 with an attention: its mean and weights are of 1x1 pixels. */
  private static final Program PROGRAM =
      new Program(
          List.of(new ProgramInput("x", List.of(-1L, 3L, -1L, -1L), InputTransform.IDENTITY)),
          List.of("y"),
          List.of(
              new Convolution("head", List.of("x", "w1"), Window.same(3), 1),
              new Activation("relu", "head", Activation.Kind.RELU),
              new Reduce("mean", "relu", Reduce.Kind.MEAN, List.of(2, 3), true),
              new Activation("gate", "mean", Activation.Kind.SIGMOID),
              new Binary("weighted", "relu", "gate", Binary.Kind.MULTIPLY),
              new Convolution("tail", List.of("weighted", "w2"), Window.same(3), 1),
              new PixelShuffle("y", "tail", 2, PixelShuffle.Order.CHANNEL_FIRST)),
          Map.of("w1", random("w1", 4, 3, 3, 3), "w2", random("w2", 12, 4, 3, 3)),
          Map.of());

  @Test
  void mapsThatAreStoredAreHandedOutInOrder() {
    List<String> seen = new ArrayList<>();

    run(
        map -> {
          seen.add(map.name());
          return map;
        });

    assertThat(seen).containsExactly("relu", "weighted");
  }

  @Test
  void whatIsLeftAsItIsChangesNothing() {
    float[] expected = Interpreter.run(PROGRAM, Map.of("x", PICTURE), List.of("y")).get("y").data();

    assertThat(run(map -> map)).containsExactly(expected, within(SUMS));
  }

  @Test
  void everyReaderGetsWhatWasStored() {
    // Of the doubled map both the mean, which makes the gate, and the product are taken.
    Map<String, Tensor> given = Map.of("x", PICTURE, "relu", doubled(value("relu")));
    Tensor gate = Interpreter.compute(PROGRAM.operations().get(3), name -> mean(given));
    Tensor weighted =
        Interpreter.compute(
            PROGRAM.operations().get(4), name -> name.equals("gate") ? gate : given.get(name));
    List<Tensor> got = new ArrayList<>();

    run(
        map -> {
          got.add(map);
          return map.name().equals("relu") ? doubled(map) : map;
        });

    assertThat(got.get(1).data()).containsExactly(weighted.data(), within(SUMS));
  }

  private static Tensor mean(Map<String, Tensor> given) {
    return Interpreter.compute(PROGRAM.operations().get(2), given::get);
  }

  private static Tensor value(String name) {
    return Interpreter.run(PROGRAM, Map.of("x", PICTURE), List.of(name)).get(name);
  }

  private static Tensor doubled(Tensor map) {
    float[] twice = map.data().clone();
    for (int i = 0; i < twice.length; i++) {
      twice[i] *= 2;
    }
    return new Tensor(map.name(), map.shape(), twice);
  }

  private static float[] run(UnaryOperator<Tensor> store) {
    VectorEngine vector = new VectorEngine(VectorOptions.defaults().withThreads(1));
    try (Session session =
        new RoundingEngine(vector, store).open(LoadedNetwork.of(PROGRAM, "the test"))) {
      return session.run(Session.Form.WHOLE, Map.of("x", PICTURE), List.of("y")).get(0).data();
    }
  }

  private static Tensor random(String name, long... shape) {
    Random random = new Random(name.hashCode());
    float[] values = new float[(int) Tensor.elements(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return new Tensor(name, shape, values);
  }
}
