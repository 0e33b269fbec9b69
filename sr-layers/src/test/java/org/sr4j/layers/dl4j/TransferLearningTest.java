package org.sr4j.layers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.sr4j.layers.dl4j.ToyPlugin.Toy;

@ExtendWith(WithToys.class)
class TransferLearningTest {

  private static INDArray values(Layer layer) {
    return layer.params().dup();
  }

  @Test
  void aFrozenModelKeepsItsParametersWhileTheRestLearns() {
    ComputationGraph net =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(4)
                .updater(new Adam(1e-2))
                .graphBuilder()
                .addInputs("in")
                .addLayer("first", SrLayer.of("toy-norm", new Toy(3, 3)), "in")
                .addLayer("net", SrLayer.ofModel("toy-net", new Toy(3, 4), 2), "first")
                .addLayer("last", SrLayer.of("toy-conv", new Toy(3, 3)), "net")
                .addLayer("loss", AdapterNetwork.squaredError(), "last")
                .setOutputs("loss")
                .build());
    net.init();
    INDArray x = Nd4j.rand(DataType.FLOAT, 2, 3, 5, 6);
    INDArray before = net.outputSingle(x);

    ComputationGraph tuned =
        new TransferLearning.GraphBuilder(net)
            .fineTuneConfiguration(
                new FineTuneConfiguration.Builder().updater(new Adam(1e-2)).build())
            .setFeatureExtractor("net")
            .build();

    assertThat(tuned.outputSingle(x)).isEqualTo(before);
    INDArray frozen = values(tuned.getLayer("net"));
    INDArray first = values(tuned.getLayer("first"));
    INDArray last = values(tuned.getLayer("last"));
    tuned.fit(new MultiDataSet(x, Nd4j.rand(DataType.FLOAT, 2, 3, 10, 12)));
    assertThat(values(tuned.getLayer("net"))).isEqualTo(frozen);
    assertThat(values(tuned.getLayer("first"))).isEqualTo(first);
    assertThat(values(tuned.getLayer("last"))).isNotEqualTo(last);
  }
}
