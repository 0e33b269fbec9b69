package org.sr4j.layers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.samediff.SDLayerParams;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.util.SameDiffUtils;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.ExternalErrorsFunction;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.sr4j.layers.dl4j.ToyPlugin.Toy;

/**
 * Why the adapters exist: the same check of a stack of two layers finds DL4J's own SameDiff layers
 * wrong and ours right. If an upgrade of DL4J breaks the first two tests, it has mended the fault.
 */
@ExtendWith(WithToys.class)
class DoubledGradientsTest {

  @Test
  void externalErrorsOfM21GiveTwiceTheGradient() {
    SameDiff graph = SameDiff.create();
    SDVariable in = graph.placeHolder("in", DataType.FLOAT, -1, 4);
    SDVariable weight = graph.var("w", Nd4j.ones(DataType.FLOAT, 1, 4));
    SDVariable out = in.mul("out", weight);
    ExternalErrorsFunction errors = SameDiffUtils.externalErrors(graph, null, out);
    errors.outputVariable();
    graph.createGradFunction("in");
    INDArray ones = Nd4j.ones(DataType.FLOAT, 1, 4);
    Map<String, INDArray> values = new HashMap<>();
    values.put("in", ones);
    values.put(errors.getGradPlaceholderName(), ones);

    Map<String, INDArray> gradients = graph.calculateGradients(values, List.of("in", "w"));

    // in * w with both 1 and error 1: the gradients are 1.
    assertThat(gradients.get("in").toFloatVector()).containsOnly(2f);
    assertThat(gradients.get("w").toFloatVector()).containsOnly(2f);
  }

  @Test
  void aStackOfTwoSameDiffLayersGivesTwiceAndFourTimesTheGradient() {
    Map<String, Double> ratios = ratios(new SameDiffConv(), new SameDiffConv());
    // Differences of a smooth function in double, curvature 1e-8.
    assertThat(ratios.get("second_weight")).isCloseTo(2, within(1e-6));
    assertThat(ratios.get("first_weight")).isCloseTo(4, within(1e-6));
  }

  @Test
  void aStackOfTwoOfOurLayersGivesTheGradient() {
    Map<String, Double> ratios =
        ratios(SrLayer.of("toy-conv", new Toy(3, 3)), SrLayer.of("toy-conv", new Toy(3, 3)));
    assertThat(ratios)
        .containsOnlyKeys(
            "first_conv.weight", "first_conv.bias", "second_conv.weight", "second_conv.bias");
    assertThat(ratios.values()).allSatisfy(ratio -> assertThat(ratio).isCloseTo(1, within(1e-6)));
  }

  private static Map<String, Double> ratios(Layer first, Layer second) {
    ComputationGraphConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(DataType.DOUBLE)
            .updater(new NoOp())
            .graphBuilder()
            .addInputs("in")
            .addLayer("first", first, "in")
            .addLayer("second", second, "first")
            .addLayer(
                "loss",
                new CnnLossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build(),
                "second")
            .setOutputs("loss")
            .build();
    ComputationGraph net = new ComputationGraph(configuration);
    net.init();
    Nd4j.getRandom().setSeed(4);
    INDArray x = Nd4j.rand(DataType.DOUBLE, 2, 3, 5, 6);
    return NetworkGradients.ratios(net, new INDArray[] {x}, Nd4j.rand(DataType.DOUBLE, 2, 3, 5, 6));
  }

  /** tanh of a convolution, as DL4J would have users write it. */
  public static final class SameDiffConv extends SameDiffLayer {

    @Override
    public void defineParameters(SDLayerParams params) {
      params.addWeightParam("weight", 3, 3, 3, 3);
    }

    @Override
    public void initializeParameters(Map<String, INDArray> params) {
      INDArray weight = params.get("weight");
      weight.assign(Nd4j.rand(DataType.DOUBLE, weight.shape()).subi(0.5).muli(0.5));
    }

    @Override
    public SDVariable defineLayer(
        SameDiff graph, SDVariable in, Map<String, SDVariable> params, SDVariable mask) {
      Conv2DConfig same = Conv2DConfig.builder().kH(3).kW(3).pH(1).pW(1).build();
      return graph.math().tanh(graph.cnn().conv2d(in, params.get("weight"), same));
    }

    @Override
    public InputType getOutputType(int index, InputType type) {
      return type;
    }
  }
}
