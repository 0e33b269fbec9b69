package org.sr4j.layers.resample;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sr4j.api.graph.Size;
import org.sr4j.layers.testing.FiniteDifferences;
import org.sr4j.layers.testing.LayerCheck;

class PixelOrderTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void shuffleFollowsPyTorchsOrder(int factor) {
    try (LayerCheck check =
        LayerCheck.of("blocks/pixel_shuffle_r" + factor, new PixelShuffle(factor))) {
      check.values();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void unshuffleFollowsPyTorchsOrder(int factor) {
    try (LayerCheck check =
        LayerCheck.of("blocks/pixel_unshuffle_r" + factor, new PixelUnshuffle(factor))) {
      check.values();
    }
  }

  @Test
  void gradientsEqualFiniteDifferences() {
    FiniteDifferences.check(new PixelShuffle(2), List.of(8), new Size(3, 4), 1e-6);
    FiniteDifferences.check(new PixelUnshuffle(3), List.of(2), new Size(6, 3), 1e-6);
  }
}
