package org.sr4j.models.network.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.models.network.edsr.Edsr;
import org.sr4j.models.network.edsr.EdsrOptions;

class ExpectedTensorsTest {

  private static Tensor tensor(String name, long... shape) {
    return new Tensor(name, shape, new float[(int) Tensor.elements(shape)]);
  }

  @Test
  void allMismatchesAreListedAtOnce() {
    ExpectedTensors expected = ExpectedTensors.of(new Edsr(EdsrOptions.tiny()), 2);
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(tensor("head.0.weight", 4, 1, 3, 3));
    tensors.add(tensor("head.0.bias", 4));
    tensors.add(tensor("stranger", 1));

    assertThat(expected.mismatches(Weights.of(tensors, Map.of())))
        .contains(
            "head.0.weight[4, 1, 3, 3] should be [4, 3, 3, 3]",
            "body.0.body.0.weight[4, 4, 3, 3] is missing",
            "sub_mean.weight[3, 3, 1, 1] is missing",
            "stranger[1] is unknown to the network")
        .noneMatch(line -> line.startsWith("head.0.bias"));
  }

  @Test
  void aNetworkLargerThanTheMemoryCostsNothing() {
    Nd4j.scalar(1f).close(); // what ND4J itself needs is not this test's business
    long before = Pointer.physicalBytes();

    // One of its convolutions alone would take 120 GB.
    ExpectedTensors expected = ExpectedTensors.of(new Edsr(new EdsrOptions(4, 60_000, 1)), 4);

    assertThat(expected.mismatches(Weights.of(List.of(), Map.of())))
        .contains("body.0.body.0.weight[60000, 60000, 3, 3] is missing");
    // A graph takes a few megabytes.
    assertThat(Pointer.physicalBytes() - before).isLessThan(500L << 20);
  }
}
