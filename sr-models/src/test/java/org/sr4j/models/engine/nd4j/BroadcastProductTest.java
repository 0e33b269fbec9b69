package org.sr4j.models.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BroadcastProductTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2,3,4,5 | 2,1,1,1",
        "2,3,4,5 | 2,1,4,5",
        "1,3,1,1 | 2,3,4,5",
        "2,1,4,1 | 1,3,1,5",
        "2,3,4,5 | 2,3,4,5",
      })
  void gradientsOfAProductEqualThoseOfSameDiff(String left, String right) {
    INDArray x = Nd4j.rand(DataType.FLOAT, shape(left)).subi(0.5);
    INDArray y = Nd4j.rand(DataType.FLOAT, shape(right)).subi(0.5);
    SameDiff graph = SameDiff.create();
    SDVariable a = graph.var("a", x);
    SDVariable b = graph.var("b", y);
    SDVariable product = a.mul("product", b);
    product.mul(product).sum("loss");
    Map<String, INDArray> parameters = Map.of("a", x, "b", y);
    GradientGraph gradients = GradientGraph.of(graph, "loss", Map.of(), parameters, List.of());
    try (GradientPlan plan = gradients.plan(Map.of())) {
      Map<String, INDArray> planned = plan.run(Map.of()).gradients();
      Map<String, INDArray> expected = graph.calculateGradients(Map.of(), "a", "b");
      for (String name : List.of("a", "b")) {
        // Sums of up to 60 products below 1: rounding of the order in which they are added.
        assertThat(planned.get(name).shape()).isEqualTo(expected.get(name).shape());
        assertThat(planned.get(name).dup('c').data().asFloat())
            .containsExactly(expected.get(name).dup('c').data().asFloat(), within(2e-5f));
      }
    }
  }

  private static long[] shape(String text) {
    return Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray();
  }
}
