package org.sr4j.models.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LossTest {

  private static final double[] OUTPUT = {0.2, 0.7, -0.1, 0.55};
  private static final double[] TARGET = {0.5, 0.1, -0.1001, 0.5};

  @ParameterizedTest
  @EnumSource(Loss.class)
  void hasTheValueAndTheGradientOfItsFormula(Loss loss) {
    SameDiff graph = SameDiff.create();
    SDVariable output = graph.var("y", Nd4j.createFromArray(OUTPUT).reshape(1, 1, 2, 2));
    SDVariable target = graph.constant("t", Nd4j.createFromArray(TARGET).reshape(1, 1, 2, 2));
    loss.of(output, target).rename("loss");
    graph.setLossVariables("loss");
    double[] gradient = graph.calculateGradients(Map.of(), "y").get("y").data().asDouble();
    double sum = 0;
    for (int i = 0; i < OUTPUT.length; i++) {
      double d = OUTPUT[i] - TARGET[i];
      double root = Math.sqrt(d * d + 1e-6);
      double value =
          switch (loss) {
            case L1 -> Math.abs(d);
            case MSE -> d * d;
            case CHARBONNIER -> root;
          };
      double slope =
          switch (loss) {
            case L1 -> Math.signum(d);
            case MSE -> 2 * d;
            case CHARBONNIER -> d / root;
          };
      sum += value / OUTPUT.length;
      // Double precision throughout.
      assertThat(gradient[i]).isCloseTo(slope / OUTPUT.length, within(1e-9));
    }
    INDArray value = graph.outputSingle(Map.of(), "loss");
    assertThat(value.getDouble(0)).isCloseTo(sum, within(1e-12));
  }
}
