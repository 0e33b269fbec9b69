package org.sr4j.models.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.Size;
import org.sr4j.layers.graph.Parameter;
import org.sr4j.layers.testing.Gradients;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.network.StrategyText;
import org.sr4j.models.registry.Registry;

/** Which parameters of a strategy that begins as the identity learn, and when. */
class IdentityGradientsTest {

  private static final Map<String, Object> SMALL = Map.of("blocks", 2, "features", 8);

  private final Network network =
      new Networks(Registry.of(new ModelsPlugin()))
          .create(
              new NetworkSpec("edsr-baseline", 2)
                  .withOptions(SMALL)
                  .withStrategies(StrategyText.parse("ggas:init=identity,cwss:init=identity")),
              1);

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void thePointwiseLayerLearnsFirstAndTheLayersBeforeItFromTheSecondStep() {
    Map<String, INDArray> first = gradients();
    assertLearns(first, "ggas.pw.weight", "ggas.pw.bias", "cwss.body.0.alpha", "cwss.body.1.alpha");
    for (String before : List.of("ggas.dw.weight", "ggas.bn.weight", "ggas.bn.bias")) {
      assertThat(largest(first, before)).as(before).isZero();
    }
    for (Parameter parameter : network.store().trainable()) {
      parameter.array().subi(first.get(parameter.name()).mul(1e-2));
    }
    // The normalisation takes every shift away, so dw.bias never has a gradient.
    assertLearns(gradients(), "ggas.pw.weight", "ggas.dw.weight", "ggas.bn.weight", "ggas.bn.bias");
  }

  private static void assertLearns(Map<String, INDArray> gradients, String... names) {
    for (String name : names) {
      assertThat(largest(gradients, name)).as(name).isPositive();
    }
  }

  private static double largest(Map<String, INDArray> gradients, String name) {
    return gradients.get(name).amaxNumber().doubleValue();
  }

  private Map<String, INDArray> gradients() {
    NetworkGraph graph = network.trainingGraph(new Size(6, 6));
    Gradients gradients = Gradients.ofMeanAbsoluteError(graph);
    Map<String, INDArray> values = new LinkedHashMap<>();
    String picture = graph.inputs().keySet().iterator().next();
    values.put(picture, Nd4j.linspace(DataType.FLOAT, 0, 255.0 / 216, 216).reshape(2, 3, 6, 6));
    values.put(gradients.label(), Nd4j.zeros(DataType.FLOAT, 2, 3, 12, 12));
    return gradients.of(values, network.store().trainable().stream().map(Parameter::name).toList());
  }
}
