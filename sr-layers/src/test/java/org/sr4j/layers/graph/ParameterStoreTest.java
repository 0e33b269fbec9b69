package org.sr4j.layers.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sr4j.api.error.GraphException;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.graph.Init;
import org.sr4j.api.graph.Layout;
import org.sr4j.api.graph.ParameterSpec;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;

class ParameterStoreTest {

  private static final ParameterSpec CONV =
      new ParameterSpec(Layout.CONVOLUTION, Init.torchDefault(27), 4, 3, 3, 3);
  private static final ParameterSpec BIAS = ParameterSpec.plain(Init.uniform(1), 4);

  @Test
  void initialValuesDependOnSeedAndNameAlone() {
    try (ParameterStore one = new ParameterStore(DataType.FLOAT, 7);
        ParameterStore two = new ParameterStore(DataType.FLOAT, 7);
        ParameterStore other = new ParameterStore(DataType.FLOAT, 8)) {
      one.array("a.weight", CONV, true);
      one.array("a.bias", BIAS, true);
      two.array("a.bias", BIAS, true);
      two.array("a.weight", CONV, true);
      other.array("a.weight", CONV, true);
      Tensor weight = one.weights(Map.of()).tensor("a.weight").orElseThrow();
      assertThat(two.weights(Map.of()).tensor("a.weight")).contains(weight);
      assertThat(other.weights(Map.of()).tensor("a.weight")).isNotEqualTo(weight);
      assertThat(one.parameterCount()).isEqualTo(112);
    }
  }

  @Test
  void weightsSurviveTheWayThroughMemory() {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 1)) {
      INDArray array = store.array("w", CONV, true);
      float[] values = new float[108];
      for (int i = 0; i < values.length; i++) {
        values[i] = i;
      }
      Tensor tensor = new Tensor("w", new long[] {4, 3, 3, 3}, values);
      store.load(Weights.of(List.of(tensor), Map.of()));
      // o=1, i=2, y=0, x=1: 27 + 18 + 0 + 1
      assertThat(array.getFloat(0, 1, 2, 1)).isEqualTo(46);
      assertThat(store.weights(Map.of()).tensor("w")).contains(tensor);
    }
  }

  @Test
  void listsEveryMismatchAndChangesNothing() {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 1)) {
      store.array("a", BIAS, true);
      store.array("b", BIAS, true);
      Weights before = store.weights(Map.of());
      Weights wrong =
          Weights.of(
              List.of(
                  new Tensor("a", new long[] {3}, new float[3]),
                  new Tensor("c", new long[] {1}, new float[1])),
              Map.of());
      assertThatThrownBy(() -> store.load(wrong))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("3 mismatches")
          .hasMessageContaining("a[3] should be [4]")
          .hasMessageContaining("b[4] is missing")
          .hasMessageContaining("c[1] is unknown to the network");
      assertThat(store.weights(Map.of()).tensors()).containsExactlyElementsOf(before.tensors());
    }
  }

  @Test
  void sharesByNameOnlyWhatIsAlike() {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 1)) {
      assertThat(store.array("a", BIAS, true)).isSameAs(store.array("a", BIAS, true));
      assertThatThrownBy(() -> store.array("a", CONV, true))
          .isInstanceOf(GraphException.class)
          .hasMessageContaining("weight CONVOLUTION[4, 3, 3, 3], expected weight PLAIN[4]");
    }
  }
}
