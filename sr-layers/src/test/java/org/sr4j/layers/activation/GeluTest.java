package org.sr4j.layers.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.Size;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;
import org.sr4j.layers.testing.FiniteDifferences;

class GeluTest {

  /** x Phi(x), Phi from tables of the normal distribution; the tanh form differs by 2e-4 at 2. */
  private static final double[][] TABLE = {
    {-3, -3 * 0.0013498980316301},
    {-1, -1 * 0.158655253931457},
    {0, 0},
    {0.5, 0.5 * 0.691462461274013},
    {2, 2 * 0.977249868051821}
  };

  @Test
  void isTheExactForm() {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 1)) {
      NetworkGraph graph = new GraphBuilder(store).build(new Gelu(), List.of(1));
      for (double[] row : TABLE) {
        INDArray x = Nd4j.createFromArray((float) row[0]).reshape(1, 1, 1, 1);
        double y = graph.graph().outputSingle(Map.of("x0", x), graph.output()).getDouble(0);
        // float32 rounding of numbers below 4.
        assertThat(y).isCloseTo(row[1], offset(5e-7));
      }
    }
  }

  @Test
  void gradientsEqualFiniteDifferences() {
    FiniteDifferences.check(new Gelu(), List.of(3), new Size(4, 4), 1e-6);
  }
}
