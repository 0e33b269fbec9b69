package org.sr4j.models.strategy.graft.samediff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.GraphRequest;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.models.ModelsPlugin;
import org.sr4j.models.network.Network;
import org.sr4j.models.network.NetworkSpec;
import org.sr4j.models.network.Networks;
import org.sr4j.models.registry.Registry;
import org.sr4j.models.strategy.graft.Graft;

/**
 * Our own networks as somebody else's SameDiff graphs: what is found by structure is what their
 * authors marked. Grafted, they are the networks that take the strategies at their markers.
 */
class MarkedNetworksTest {

  /** The strategies as in the paper: not the identity, so that they show in the output. */
  private static final Map<String, String> PAPER = Map.of("init", "paper");

  private static final Networks NETWORKS = new Networks(Registry.of(new ModelsPlugin()));

  static Stream<Arguments> networks() {
    return Stream.of(
        Arguments.of("edsr-baseline", Map.of("features", 8, "blocks", 3), true),
        Arguments.of("edsr-shallow", Map.of("features", 8, "blocks", 2), true),
        Arguments.of("carn", Map.of("features", 8), true),
        Arguments.of("imdn", Map.of("features", 16, "blocks", 3), true),
        Arguments.of("rcan", Map.of("features", 8, "groups", 3, "blocks", 2, "reduction", 2), true),
        Arguments.of("lesrcnn", Map.of("features", 8), true),
        Arguments.of("lkdn", Map.of("features", 8, "blocks", 3), true),
        Arguments.of("fsrcnn", Map.of("features", 6, "shrunk", 4), false),
        Arguments.of("idn", Map.of("blocks", 3, "unit", 4), false));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void graftedTheyAreTheNetworksWithTheStrategies(
      String id, Map<String, Object> options, boolean residuals) {
    NetworkSpec spec = new NetworkSpec(id, 2).withOptions(options);
    NetworkSpec marked =
        residuals ? spec.withStrategy("ggas").withStrategy("cwss") : spec.withStrategy("ggas");
    // One seed: a parameter's first values depend on it and the parameter's name alone.
    try (Network host = NETWORKS.create(spec, DataType.FLOAT, 0);
        Network expected = NETWORKS.create(marked, DataType.FLOAT, 0)) {
      SameDiff plain = host.graph(GraphRequest.WHOLE).graph();
      Graft<SameDiff> graft = Graft.on(plain).strategy("ggas", PAPER);
      if (residuals) {
        graft.strategy("cwss", PAPER);
      }
      assertThat(graft.plan().parameters())
          .isEqualTo(expected.parameterCount() - host.parameterCount());
      Map<String, INDArray> pictures = pictures(plain);
      String output = host.graph(GraphRequest.WHOLE).output();
      NetworkGraph graph = expected.graph(GraphRequest.WHOLE);
      INDArray wanted = run(graph.graph(), graph.output(), pictures);
      INDArray got = run(graft.apply(), output, pictures);
      double range = wanted.maxNumber().doubleValue() - wanted.minNumber().doubleValue();
      // The same operations in the same order, but for float32 sums in another order of threads.
      assertThat(got.equalsWithEps(wanted, 1e-5 * range)).isTrue();
      assertThat(run(plain, output, pictures).equalsWithEps(wanted, 1e-4 * range)).isFalse();
    }
  }

  /** IDN adds the bicubically enlarged picture, which no convolution reads, to its output. */
  private static Map<String, INDArray> pictures(SameDiff graph) {
    Map<String, INDArray> pictures = new HashMap<>();
    for (String name : graph.inputs()) {
      long channels = graph.getVariable(name).placeholderShape()[1];
      int enlarged = name.equals("lowres") ? 1 : 2;
      pictures.put(name, Nd4j.rand(DataType.FLOAT, 1, channels, 14 * enlarged, 12 * enlarged));
    }
    return pictures;
  }

  private static INDArray run(SameDiff graph, String output, Map<String, INDArray> pictures) {
    return graph.output(pictures, output).get(output);
  }
}
