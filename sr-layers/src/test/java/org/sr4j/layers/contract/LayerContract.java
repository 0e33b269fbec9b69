package org.sr4j.layers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.BatchForm;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.graph.Size;
import org.sr4j.api.spi.LayerProvider;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;
import org.sr4j.layers.testing.FiniteDifferences;
import org.sr4j.layers.testing.LayerCheck;

/**
 * What every layer keeps, whoever wrote it. A plugin's author extends this class and names the
 * plugin; the tests run over the example of each of its layers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class LayerContract {

  /** The plugins whose layers are looked at. */
  protected abstract List<SrPlugin> plugins();

  /** A provider's example, with the type of its options bound. */
  record Example(String id, Layer layer, List<Integer> channels, Size size, Size other) {

    static <O extends Record> Example of(LayerProvider<O> provider) {
      O options = provider.example();
      int multiple = provider.sizeMultiple(options);
      int base = Math.max(provider.minSize(options), 4) + multiple - 1;
      int rows = base / multiple * multiple;
      return new Example(
          provider.id(),
          provider.create(options),
          provider.inputChannels(options),
          new Size(rows, rows + multiple),
          new Size(rows + 2 * multiple, rows));
    }

    INDArray input(int batch, Size at) {
      Nd4j.getRandom().setSeed(7);
      return Nd4j.randn(DataType.FLOAT, batch, channels.get(0), at.height(), at.width());
    }

    NetworkGraph graph(ParameterStore store, Phase phase, BatchForm form, Size at) {
      return new GraphBuilder(store).phase(phase).batch(form).lowRes(at).build(layer, channels);
    }

    @Override
    public String toString() {
      return id;
    }
  }

  final Stream<Example> examples() {
    return plugins().stream().flatMap(plugin -> plugin.layers().stream()).map(Example::of);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void gradientsEqualFiniteDifferences(Example example) {
    FiniteDifferences.check(example.layer(), example.channels(), example.size(), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void sameSeedSameResult(Example example) {
    List<INDArray> outputs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      try (ParameterStore store = new ParameterStore(DataType.FLOAT, 9)) {
        NetworkGraph graph = example.graph(store, Phase.INFERENCE, BatchForm.ANY, example.size());
        outputs.add(run(graph, example.input(2, example.size())).dup());
      }
    }
    assertThat(outputs.get(0)).isEqualTo(outputs.get(1));
  }

  /** One graph serves another size as a graph does that was made for it. */
  @ParameterizedTest
  @MethodSource("examples")
  void oneGraphServesEverySizeUnlessItSaysOtherwise(Example example) {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 9)) {
      NetworkGraph graph = example.graph(store, Phase.INFERENCE, BatchForm.ANY, example.size());
      run(graph, example.input(1, example.size()));
      NetworkGraph fresh = example.graph(store, Phase.INFERENCE, BatchForm.ANY, example.other());
      INDArray input = example.input(1, example.other());
      if (!graph.sizeSpecific()) {
        assertThat(run(graph, input)).isEqualTo(run(fresh, input));
      } else {
        assertThat(run(fresh, input).isNaN().any()).isFalse();
      }
    }
  }

  /** Means that the host computes, one after the other, give what the graph's own give. */
  @ParameterizedTest
  @MethodSource("examples")
  void globalMeansMayComeFromOutside(Example example) {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 9)) {
      INDArray input = example.input(1, example.size());
      NetworkGraph inside = example.graph(store, Phase.INFERENCE, BatchForm.SINGLE, example.size());
      NetworkGraph outside =
          new GraphBuilder(store)
              .request(new GraphRequest(BatchForm.SINGLE, true, Optional.of(example.size())))
              .build(example.layer(), example.channels());
      Map<String, INDArray> values = new HashMap<>(Map.of("x0", input));
      for (NetworkGraph.GlobalMean mean : outside.globalMeans()) {
        INDArray source = outside.graph().outputSingle(values, mean.source());
        values.put(mean.input(), source.mean(true, 2, 3));
      }
      INDArray got = outside.graph().outputSingle(values, outside.output());
      double[] expected = run(inside, input).castTo(DataType.DOUBLE).data().asDouble();
      // The same operations in float32.
      assertThat(LayerCheck.maxDifference(got, expected)).isLessThan(1e-6);
    }
  }

  /** A sample's result does not depend on its neighbours in the batch, nor on the batch form. */
  @ParameterizedTest
  @MethodSource("examples")
  void samplesAreIndependentInInference(Example example) {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 9)) {
      INDArray batch = example.input(2, example.size());
      NetworkGraph any = example.graph(store, Phase.INFERENCE, BatchForm.ANY, example.size());
      NetworkGraph single = example.graph(store, Phase.INFERENCE, BatchForm.SINGLE, example.size());
      INDArray together = run(any, batch);
      INDArray alone =
          run(single, batch.get(NDArrayIndex.interval(1, 2), all(), all(), all()).dup('c'));
      double[] expected = together.slice(1).dup('c').castTo(DataType.DOUBLE).data().asDouble();
      // float32 sums in another order.
      assertThat(LayerCheck.maxDifference(alone, expected)).isLessThan(1e-5);
    }
  }

  private static INDArray run(NetworkGraph graph, INDArray input) {
    String name = graph.inputs().keySet().iterator().next();
    return graph.graph().outputSingle(Map.of(name, input), graph.output());
  }
}
