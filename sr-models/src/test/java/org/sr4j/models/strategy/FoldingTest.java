package org.sr4j.models.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.model.Model;
import org.sr4j.api.strategy.Hooks;
import org.sr4j.api.strategy.Strategy;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.activation.Relu;
import org.sr4j.layers.attention.GlobalAttentionBlock;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.conv.DepthwiseConv2d;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;
import org.sr4j.layers.norm.BatchNorm;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.strategy.ggas.Ggas;
import org.sr4j.models.strategy.ggas.GgasOptions;

/** GGAS with its normalisation, with it folded by the graph, and with folded weights. */
class FoldingTest {

  private static final int FEATURES = 16;

  private static final Model HOST =
      new Networks(Registry.of(new ModelsPlugin()))
          .model(
              new NetworkSpec("edsr-baseline", 2)
                  .withOptions(Map.of("blocks", 3, "features", FEATURES)));

  /** As {@link GlobalAttentionBlock}, one operation after the other: nothing is folded. */
  private static final Layer UNFOLDED =
      (scope, inputs) -> {
        Feature f = scope.apply(new DepthwiseConv2d(FEATURES, 7), "dw", inputs[0]);
        f = scope.apply(new Relu(), "relu", scope.apply(new BatchNorm(FEATURES), "bn", f));
        f = scope.apply(new Conv2d(FEATURES, FEATURES, 1), "pw", f);
        return f.with(scope.graph().nn().sigmoid(f.variable()));
      };

  @Test
  void outputsAreEqual() {
    Weights weights = weights();
    float[] unfolded = output(acting(UNFOLDED), weights);
    float[] byTheGraph = output(new Ggas(GgasOptions.defaults()), weights);
    float[] byWeights =
        output(
            acting(new GlobalAttentionBlock(FEATURES).asFolded()),
            GlobalAttentionBlock.fold(weights, "ggas."));
    // Of the range 255; the attention is far from constant, see weights().
    assertThat(distance(byTheGraph, unfolded)).isPositive().isLessThanOrEqualTo(1e-5 * 255);
    assertThat(distance(byWeights, unfolded)).isLessThanOrEqualTo(1e-5 * 255);
  }

  /** GGAS around another form of its block. */
  private static Strategy acting(Layer block) {
    return scope ->
        new Hooks() {
          private Feature map;

          @Override
          public Feature onShallow(Feature f0) {
            map = block.define(scope, f0);
            return f0;
          }

          @Override
          public Feature onBlock(int index, Feature out) {
            return out.with(out.variable().mul(map.variable()));
          }
        };
  }

  /** Initial weights, with running averages as after training. */
  private static Weights weights() {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 3)) {
      builder(store, new Ggas(GgasOptions.defaults())).build(HOST);
      Random random = new Random(1);
      store.parameters().stream()
          .filter(p -> p.name().startsWith("ggas.bn."))
          .forEach(
              p -> {
                double low = p.name().endsWith("mean") || p.name().endsWith("bias") ? -2 : 0.2;
                double[] values = random.doubles(FEATURES, low, low + 4).toArray();
                p.array().assign(Nd4j.createFromArray(values));
              });
      return Weights.of(
          store.parameters().stream()
              .map(p -> new Tensor(p.name(), p.spec().fileShape(), p.toTensor().data()))
              .toList(),
          Map.of());
    }
  }

  private static GraphBuilder builder(ParameterStore store, Strategy strategy) {
    return new GraphBuilder(store)
        .phase(Phase.INFERENCE)
        .scale(2)
        .strategies(new LinkedHashMap<>(Map.of("ggas", strategy)));
  }

  private static float[] output(Strategy strategy, Weights weights) {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 1)) {
      NetworkGraph graph = builder(store, strategy).build(HOST);
      store.load(weights);
      INDArray picture = Nd4j.createFromArray(new Random(2).doubles(3 * 80, 0, 255).toArray());
      Map<String, INDArray> values =
          Map.of(GraphBuilder.LOW_RES, picture.castTo(DataType.FLOAT).reshape(1, 3, 8, 10));
      return graph.graph().outputSingle(values, graph.output()).dup('c').data().asFloat();
    }
  }

  private static double distance(float[] a, float[] b) {
    assertThat(a).hasSameSizeAs(b);
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
    }
    return largest;
  }
}
