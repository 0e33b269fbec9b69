package org.sr4j.layers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.sr4j.api.spi.LayerProvider;
import org.sr4j.api.spi.SrPlugin;

/** Every layer of every plugin on the class path, as a part of DL4J networks. */
@Tag("slow")
@ExtendWith(WithToys.class)
class RegisteredLayersTest {

  @TempDir Path folder;

  static Stream<LayerProvider<?>> providers() {
    return ServiceLoader.load(SrPlugin.class).stream()
        .flatMap(plugin -> plugin.get().layers().stream());
  }

  @ParameterizedTest
  @MethodSource("providers")
  void gradientsAgreeWithDifferenceQuotients(LayerProvider<?> provider) {
    AdapterNetwork<?> network = new AdapterNetwork<>(provider).type(DataType.DOUBLE);
    ComputationGraph net = network.build();
    INDArray[] inputs = network.inputs(2, 0);
    // The worst of them, behind a pooling by 49 values, comes to 3e-6; a wrong gradient to 1.
    NetworkGradients.check(net, inputs, network.labels(net, inputs), 1e-4);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void configurationSurvivesJson(LayerProvider<?> provider) {
    for (AdapterNetwork<?> network : both(provider)) {
      ComputationGraphConfiguration written = network.updater(new Adam(1e-3)).configuration();
      ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(written.toJson());
      assertThat(read.toJson()).isEqualTo(written.toJson());
      assertThat(read.getVertices().get("block")).isEqualTo(written.getVertices().get("block"));
      assertThat(written.clone().toJson()).isEqualTo(written.toJson());
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void savedAndClonedNetworksGiveTheSameOutputsAtTwoSizes(LayerProvider<?> provider)
      throws Exception {
    for (AdapterNetwork<?> network : both(provider)) {
      ComputationGraph net = network.updater(new Adam(1e-3)).build();
      INDArray[] inputs = network.inputs(2, 0);
      net.fit(new MultiDataSet(inputs, new INDArray[] {network.labels(net, inputs)}));
      Path file = folder.resolve("net.zip");
      ModelSerializer.writeModel(net, file.toFile(), true);
      ComputationGraph loaded = ModelSerializer.restoreComputationGraph(file.toFile(), true);
      ComputationGraph cloned = net.clone();
      for (int step = 0; step < 2; step++) {
        INDArray[] pictures = network.inputs(1 + step, step);
        INDArray expected = net.outputSingle(pictures);
        // The same operations on the same values.
        assertThat(loaded.outputSingle(pictures)).isEqualTo(expected);
        assertThat(cloned.outputSingle(pictures)).isEqualTo(expected);
      }
      assertThat(loaded.getUpdater().getStateViewArray())
          .isEqualTo(net.getUpdater().getStateViewArray());
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void workspacesChangeNothing(LayerProvider<?> provider) {
    INDArray[] parameters = new INDArray[2];
    INDArray[] outputs = new INDArray[2];
    for (int i = 0; i < 2; i++) {
      AdapterNetwork<?> network =
          new AdapterNetwork<>(provider)
              .updater(new Adam(1e-3))
              .workspaces(i == 0 ? WorkspaceMode.ENABLED : WorkspaceMode.NONE);
      ComputationGraph net = network.build();
      for (int step = 0; step < 3; step++) {
        INDArray[] inputs = network.inputs(2, step);
        net.fit(new MultiDataSet(inputs, new INDArray[] {network.labels(net, inputs)}));
      }
      parameters[i] = net.params();
      outputs[i] = net.outputSingle(network.inputs(1, 0));
    }
    assertThat(parameters[0]).isEqualTo(parameters[1]);
    assertThat(outputs[0]).isEqualTo(outputs[1]);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void trainingLowersTheLoss(LayerProvider<?> provider) {
    AdapterNetwork<?> network = new AdapterNetwork<>(provider).updater(new Adam(1e-2));
    ComputationGraph net = network.build();
    INDArray[] inputs = network.inputs(2, 0);
    MultiDataSet data = new MultiDataSet(inputs, new INDArray[] {network.labels(net, inputs)});
    double before = net.score(data, true);
    for (int step = 0; step < 5; step++) {
      net.fit(data);
    }
    assertThat(net.score(data, true)).isLessThan(before);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void worksInAMultiLayerNetwork(LayerProvider<?> provider) throws Exception {
    AdapterNetwork<?> network = new AdapterNetwork<>(provider);
    Assumptions.assumeTrue(network.hasOneInput(), "a DL4J layer has one input");
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .updater(new Adam(1e-2))
            .list()
            .layer(SrLayer.of(provider.id(), provider.example()))
            .layer(AdapterNetwork.squaredError())
            .build();
    MultiLayerNetwork net =
        new MultiLayerNetwork(MultiLayerConfiguration.fromJson(configuration.toJson()));
    net.init();
    INDArray x = network.inputs(2, 1)[0];
    INDArray labels = net.output(x).dup().muli(0.5);
    INDArray before = net.params() == null ? null : net.params().dup();
    net.fit(x, labels);
    net.fit(x, labels);
    if (net.numParams() > 0) {
      assertThat(net.params()).isNotEqualTo(before);
    }
    Path file = folder.resolve("net.zip");
    ModelSerializer.writeModel(net, file.toFile(), true);
    MultiLayerNetwork loaded = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
    assertThat(loaded.output(x)).isEqualTo(net.output(x));
  }

  private static List<AdapterNetwork<?>> both(LayerProvider<?> provider) {
    return List.of(new AdapterNetwork<>(provider), new AdapterNetwork<>(provider).asVertex());
  }
}
