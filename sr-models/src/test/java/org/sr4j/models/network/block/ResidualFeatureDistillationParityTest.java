package org.sr4j.models.network.block;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sr4j.api.graph.Feature;
import org.sr4j.api.graph.Layer;
import org.sr4j.api.graph.Phase;
import org.sr4j.api.testing.SharedData;
import org.sr4j.layers.activation.LeakyRelu;
import org.sr4j.layers.block.ResidualFeatureDistillation;
import org.sr4j.layers.conv.Conv2d;
import org.sr4j.layers.resample.PixelShuffle;
import org.sr4j.layers.shape.Channels;
import org.sr4j.layers.testing.LayerCheck;
import org.sr4j.models.weights.WeightsFiles;

/** The block inside RFDN, which the library does not have, with the authors' weights. */
class ResidualFeatureDistillationParityTest {

  private static final Layer RFDN =
      (scope, inputs) -> {
        Feature shallow = scope.apply(new Conv2d(3, 50, 3), "fea_conv", inputs[0]);
        ResidualFeatureDistillation block = new ResidualFeatureDistillation(50, 12);
        Feature b1 = scope.apply(block, "B1", shallow);
        Feature b2 = scope.apply(block, "B2", b1);
        Feature b3 = scope.apply(block, "B3", b2);
        Feature b4 = scope.apply(block, "B4", b3);
        Feature all =
            b4.with(
                Channels.concat(b1.variable(), b2.variable(), b3.variable(), b4.variable()), 200);
        Feature mixed =
            scope.apply(
                new LeakyRelu(0.05), "act", scope.apply(new Conv2d(200, 50, 1), "c.0", all));
        Feature deep = scope.apply(new Conv2d(50, 50, 3), "LR_conv", mixed);
        Feature sum = deep.with(deep.variable().add(shallow.variable()));
        Feature wide = scope.apply(new Conv2d(50, 48, 3), "upsampler.0", sum);
        return scope.apply(new PixelShuffle(4), "upsampler.1", wide);
      };

  @ParameterizedTest
  @ValueSource(strings = {"checkpoints/rfdn_x4_butterfly24", "checkpoints/rfdn_x4_bird"})
  void equalsTheAuthorsNetworkWithTheirWeights(String golden) {
    try (LayerCheck check = LayerCheck.of(golden, RFDN)) {
      String file = check.golden().meta().get("checkpoint_file").asText();
      check
          .phase(Phase.INFERENCE)
          .weights(() -> WeightsFiles.read(SharedData.data("checkpoints").resolve(file)))
          .values();
    }
  }
}
