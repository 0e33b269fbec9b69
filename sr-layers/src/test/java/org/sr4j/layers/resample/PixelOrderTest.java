package org.sr4j.layers.resample;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
}
