package org.sr4j.models.program.lowering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.Session;
import org.sr4j.api.engine.Session.Form;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Size;
import org.sr4j.api.spi.LayerProvider;
import org.sr4j.api.weights.Tensor;
import org.sr4j.layers.LayerPlugin;
import org.sr4j.layers.resample.BilinearResize;
import org.sr4j.models.engine.nd4j.Nd4jEngine;
import org.sr4j.models.program.Interpreter;
import org.sr4j.models.program.Program;
import org.sr4j.models.program.ProgramForm;
import org.sr4j.models.program.op.Resize;
import org.sr4j.models.program.pass.Optimiser;

/** Every layer of the library can be lowered, so that plugins may use it in networks. */
class LoweringTest {

  /** float32 sums in another order, of values around 1. */
  private static final double ROUNDING = 1e-5;

  /** A provider's example, with the type of its options bound. */
  record Example(String id, Layer layer, List<Integer> channels, int multiple, Size size) {

    static <O extends Record> Example of(LayerProvider<O> provider) {
      O options = provider.example();
      int multiple = provider.sizeMultiple(options);
      int base = Math.max(provider.minSize(options), 4) + multiple - 1;
      int rows = base / multiple * multiple;
      return new Example(
          provider.id(),
          provider.create(options),
          provider.inputChannels(options),
          multiple,
          new Size(rows, rows + multiple));
    }

    @Override
    public String toString() {
      return id;
    }
  }

  static Stream<Example> layers() {
    return new LayerPlugin().layers().stream().map(Example::of);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void everyLayerGivesWhatNd4jGives(Example example) {
    try (LayerNetwork network =
            new LayerNetwork(
                example.layer(), example.channels(), example.multiple(), example.size().height());
        Session session = new Nd4jEngine(64L << 20).open(network)) {
      for (int samples = 1; samples <= 2; samples++) {
        BatchForm batch = samples == 1 ? BatchForm.SINGLE : BatchForm.ANY;
        ProgramForm form =
            Lowering.lower(network, GraphRequest.WHOLE.withBatch(batch).withSize(example.size()));
        Map<String, Tensor> inputs = inputs(form.program(), samples, example.size());
        Tensor expected =
            session.run(Form.WHOLE, inputs, List.of(session.signature(Form.WHOLE).output())).get(0);
        Program fast = Optimiser.optimise(form.program());
        for (Program program : List.of(form.program(), fast)) {
          Tensor got =
              Interpreter.run(program, inputs, List.of(Lowering.OUTPUT)).get(Lowering.OUTPUT);
          assertThat(got.shape()).isEqualTo(expected.shape());
          for (int i = 0; i < got.data().length; i++) {
            double scale = Math.max(1, Math.abs(expected.data()[i]));
            assertThat(Math.abs(got.data()[i] - expected.data()[i]) / scale).isLessThan(ROUNDING);
          }
        }
      }
    }
  }

  private static Map<String, Tensor> inputs(Program program, int samples, Size size) {
    Random random = new Random(3);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    program
        .inputs()
        .forEach(
            input -> {
              long[] shape = {samples, input.shape().get(1), size.height(), size.width()};
              float[] values = new float[(int) Tensor.elements(shape)];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
              }
              inputs.put(input.name(), new Tensor(input.name(), shape, values));
            });
    return inputs;
  }

  @Test
  void interpolationByMatricesThatDependOnTheSizeServesEverySize() {
    try (LayerNetwork network = new LayerNetwork(new BilinearResize(3), List.of(2))) {
      ProgramForm form = Lowering.lower(network, GraphRequest.WHOLE);
      assertThat(form.sizeSpecific()).isFalse();
      assertThat(Optimiser.optimise(form.program()).operations())
          .singleElement()
          .isEqualTo(
              new Resize(
                  Lowering.OUTPUT, "x0", Resize.Kind.LINEAR, Resize.Coordinates.HALF_PIXEL, 3, 3));
    }
  }

  /** A layer of a plugin with an operation that programs do not have. */
  @Test
  void anUnknownOperationIsNamedWithWhatToDo() {
    Layer softplus =
        (scope, inputs) -> inputs[0].with(scope.graph().nn().softplus(inputs[0].variable()));
    try (LayerNetwork network = new LayerNetwork(softplus, List.of(2))) {
      assertThatThrownBy(() -> Lowering.lower(network, GraphRequest.WHOLE))
          .isInstanceOf(GraphException.class)
          .hasMessageContaining("[softplus]")
          .hasMessageContaining("the operation softplus")
          .hasMessageContaining("conv2d")
          .hasMessageContaining("Write the layer with these operations")
          .hasMessageContaining("engine nd4j");
    }
  }

  /** What an operation can be told and a program cannot say is refused, not dropped. */
  @Test
  void unknownArgumentsAreRefused() {
    Layer everySecond =
        (scope, inputs) ->
            inputs[0].with(
                scope
                    .graph()
                    .stridedSlice(
                        inputs[0].variable(),
                        new long[] {0, 0, 0, 0},
                        new long[] {0, 0, 0, 0},
                        new long[] {1, 1, 2, 1},
                        15,
                        15,
                        0,
                        0,
                        0));
    try (LayerNetwork network = new LayerNetwork(everySecond, List.of(2))) {
      assertThatThrownBy(() -> Lowering.lower(network, GraphRequest.WHOLE))
          .isInstanceOf(GraphException.class)
          .hasMessageContaining("strided_slice")
          .hasMessageContaining("a slice of step 2");
    }
  }

  @Test
  void whatNeedsASizeSaysSo() {
    Layer transposed =
        (scope, inputs) -> inputs[0].with(inputs[0].variable().reshape(-1, 12).mul(2.0));
    try (LayerNetwork network = new LayerNetwork(transposed, List.of(2))) {
      assertThatThrownBy(() -> Lowering.lower(network, GraphRequest.WHOLE))
          .isInstanceOf(GraphException.class)
          .hasMessageContaining("the size of the low-resolution picture")
          .hasMessageContaining("Ask for a program of one size.");
      ProgramForm form = Lowering.lower(network, GraphRequest.WHOLE.withSize(new Size(3, 4)));
      assertThat(form.sizeSpecific()).isTrue();
    }
  }
}
