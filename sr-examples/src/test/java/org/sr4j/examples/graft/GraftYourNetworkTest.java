package org.sr4j.examples.graft;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GraftYourNetworkTest {

  @Test
  void theExampleOfTheDocumentationBeginsAsTheNetwork() {
    ComputationGraph network = GraftYourNetwork.residualNetwork();
    ComputationGraph grafted = GraftYourNetwork.graft(network);
    // Attention of a 5x5 kernel, three alphas, and the normalisation's statistics.
    assertThat(grafted.numParams() - network.numParams())
        .isEqualTo((25 + 1) * 16 + 2 * 16 + 16 * 16 + 16 + 3 * 16 + 2 * 16);
    INDArray picture = Nd4j.rand(DataType.FLOAT, 1, 3, 12, 10);
    assertThat(grafted.outputSingle(picture).dup('c').data().asFloat())
        .isEqualTo(network.outputSingle(picture).dup('c').data().asFloat());
  }
}
