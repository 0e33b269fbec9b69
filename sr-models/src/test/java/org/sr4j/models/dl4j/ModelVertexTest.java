package org.sr4j.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.Model;
import org.sr4j.api.spi.ModelProvider;
import org.sr4j.api.spi.SrPlugin;
import org.sr4j.layers.dl4j.SrVertex;
import org.sr4j.layers.dl4j.SrWeights;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;

/** Every registered model as one vertex of a DL4J network. */
class ModelVertexTest {

  static Stream<ModelProvider<?>> providers() {
    return ServiceLoader.load(SrPlugin.class).stream()
        .flatMap(plugin -> plugin.get().models().stream());
  }

  /** A model's small variant, for its first scale, with pictures that it takes. */
  private record Case(String id, Record options, Model model, int scale) {

    static <O extends Record> Case of(ModelProvider<O> provider) {
      Model model = provider.create(provider.tiny());
      return new Case(provider.id(), provider.tiny(), model, model.descriptor().scales().first());
    }

    Size size(int step) {
      int multiple = model.descriptor().sizeMultiple();
      int least = (Math.max(6, model.descriptor().minSize()) + multiple - 1) / multiple;
      return new Size((least + step) * multiple, (least + 2 * step) * multiple);
    }

    NetworkGraph graph(ParameterStore store, Phase phase, Size size) {
      return new GraphBuilder(store).phase(phase).scale(scale).lowRes(size).build(model);
    }

    Map<String, INDArray> pictures(NetworkGraph graph, int batch, Size size) {
      Nd4j.getRandom().setSeed(size.height());
      int channels = model.descriptor().colour().channels();
      Map<String, INDArray> pictures = new HashMap<>();
      graph
          .inputs()
          .forEach(
              (name, transform) -> {
                int enlarged = transform == InputTransform.BICUBIC ? scale : 1;
                long height = (long) size.height() * enlarged;
                long width = (long) size.width() * enlarged;
                pictures.put(name, Nd4j.rand(DataType.FLOAT, batch, channels, height, width));
              });
      return pictures;
    }

    ComputationGraph network(List<String> inputs) {
      String[] names = inputs.toArray(String[]::new);
      ComputationGraphConfiguration configuration =
          new NeuralNetConfiguration.Builder()
              .seed(2)
              .updater(new Adam(1e-3))
              .graphBuilder()
              .addInputs(names)
              .addVertex("net", SrVertex.ofModel(id, options, scale), names)
              .addLayer(
                  "loss",
                  new CnnLossLayer.Builder(LossFunction.MSE)
                      .activation(Activation.IDENTITY)
                      .build(),
                  "net")
              .setOutputs("loss")
              .build();
      ComputationGraph net =
          new ComputationGraph(ComputationGraphConfiguration.fromJson(configuration.toJson()));
      net.init();
      return net;
    }
  }

  @Test
  void aSmallDyConvSrDoes() {
    enlargesAsTheModelItselfWithTheSameWeightsAndLearns(
        providers().filter(provider -> provider.id().equals("dyconvsr")).findFirst().orElseThrow());
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("providers")
  void enlargesAsTheModelItselfWithTheSameWeightsAndLearns(ModelProvider<?> provider) {
    Case model = Case.of(provider);
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 7)) {
      model.graph(store, Phase.TRAINING, model.size(0));
      for (int step = 0; step < 2; step++) {
        Size size = model.size(step);
        NetworkGraph graph = model.graph(store, Phase.INFERENCE, size);
        List<String> inputs = new ArrayList<>(graph.inputs().keySet());
        ComputationGraph net = model.network(inputs);
        SrWeights.load(net.getLayer("net"), store.weights(Map.of()));
        Map<String, INDArray> pictures = model.pictures(graph, 2, size);
        INDArray[] ordered = inputs.stream().map(pictures::get).toArray(INDArray[]::new);

        INDArray expected = graph.graph().outputSingle(pictures, graph.output());
        INDArray output = net.outputSingle(ordered);
        // The same operations on the same values, though perhaps split among threads differently.
        double scale = Math.max(1, expected.amaxNumber().doubleValue());
        assertThat(output.shape()).isEqualTo(expected.shape());
        assertThat(output.sub(expected).amaxNumber().doubleValue()).isLessThan(1e-5 * scale);

        if (store.parameterCount() == 0) {
          continue; // bicubic: nothing to learn
        }
        MultiDataSet data = new MultiDataSet(ordered, new INDArray[] {expected.mul(0.5)});
        double before = net.score(data, true);
        for (int i = 0; i < 3; i++) {
          net.fit(data);
        }
        assertThat(net.score(data, true)).isLessThan(before);
      }
    }
  }
}
