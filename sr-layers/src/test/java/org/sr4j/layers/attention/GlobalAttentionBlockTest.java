package org.sr4j.layers.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.error.WeightsException;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.testing.GoldenCase;
import org.sr4j.api.weights.Tensor;
import org.sr4j.api.weights.Weights;
import org.sr4j.layers.graph.GraphBuilder;
import org.sr4j.layers.graph.ParameterStore;
import org.sr4j.layers.testing.LayerCheck;

class GlobalAttentionBlockTest {

  private static final GlobalAttentionBlock LAYER = new GlobalAttentionBlock(16);

  @Test
  void trainingUsesStatisticsOfTheBatchAndTracksThem() {
    try (LayerCheck check = LayerCheck.of("blocks/gab_k7_train", LAYER)) {
      check.values().gradients().bufferUpdates();
    }
  }

  @Test
  void inferenceUsesRunningAverages() {
    try (LayerCheck check = LayerCheck.of("blocks/gab_k7_eval", LAYER).phase(Phase.INFERENCE)) {
      check.values();
    }
  }

  @Test
  void foldedFormEqualsTheReference() {
    try (LayerCheck check = LayerCheck.of("blocks/gab_k7_folded", LAYER.asFolded())) {
      check.values();
    }
  }

  @Test
  void foldingGivesTheReferencesFoldedWeights() {
    Weights folded = GlobalAttentionBlock.fold(GoldenCase.of("blocks/gab_k7_eval").weights(), "");
    Weights expected = GoldenCase.of("blocks/gab_k7_folded").weights();
    assertThat(folded.names()).containsExactlyInAnyOrderElementsOf(expected.names());
    for (Tensor tensor : expected.tensors()) {
      Tensor got = folded.tensor(tensor.name()).orElseThrow();
      assertThat(got.shape()).isEqualTo(tensor.shape());
      // Both were computed in double and rounded once.
      assertThat(got.data()).containsExactly(tensor.data(), offset(1e-7f));
    }
  }

  /** Equations (5) and (6) of the paper. */
  @ParameterizedTest
  @CsvSource({"64,7488,7360", "12,780,756", "16,1104,1072"})
  void countsAreThePapers(int channels, long training, long inference) {
    GlobalAttentionBlock block = new GlobalAttentionBlock(channels);
    assertThat(parameters(block)).isEqualTo(training);
    assertThat(parameters(block.asFolded())).isEqualTo(inference);
  }

  private static long parameters(GlobalAttentionBlock block) {
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 1)) {
      new GraphBuilder(store).build(block, List.of(block.channels()));
      return store.parameterCount();
    }
  }

  @Test
  void foldingSaysWhatIsMissing() {
    Weights none = Weights.of(List.of(), Map.of());
    assertThatThrownBy(() -> GlobalAttentionBlock.fold(none, "ga."))
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "Cannot fold the batch normalisation: got no tensor ga.bn.weight, expected the weights"
                + " and running averages of the training form.");
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void identityBeginsAsAMapOfOnesToTheBit(Phase phase) {
    GlobalAttentionBlock block = LAYER.withKernel(3).withInit(GlobalAttentionBlock.Init.IDENTITY);
    try (ParameterStore store = new ParameterStore(DataType.FLOAT, 1)) {
      NetworkGraph graph =
          new GraphBuilder(store).phase(phase).build(block, List.of(block.channels()));
      INDArray map =
          graph
              .graph()
              .outputSingle(Map.of("x0", Nd4j.rand(DataType.FLOAT, 2, 16, 5, 6)), graph.output());
      assertThat(map.dup('c').data().asFloat()).hasSize(2 * 16 * 5 * 6).containsOnly(1);
    }
  }

  /** In double, at weights other than the first ones: there the identity form is 2 sigmoid(.). */
  @Test
  void identityIsTwiceThePapersFormAtEqualWeights() {
    assertThat(mapOf(LAYER.withInit(GlobalAttentionBlock.Init.IDENTITY)))
        .isEqualTo(mapOf(LAYER).mul(2));
  }

  private static INDArray mapOf(GlobalAttentionBlock block) {
    try (ParameterStore store = new ParameterStore(DataType.DOUBLE, 1)) {
      NetworkGraph graph = new GraphBuilder(store).build(block, List.of(block.channels()));
      store.trainable().stream()
          .filter(p -> p.name().startsWith("pw."))
          .forEach(p -> p.array().assign(0.25));
      INDArray input = Nd4j.linspace(DataType.DOUBLE, -1, 0.01, 16 * 12).reshape(1, 16, 4, 3);
      return graph.graph().outputSingle(Map.of("x0", input), graph.output()).dup();
    }
  }
}
