package org.sr4j.api.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayoutTest {

  @Test
  void convolutionGoesFromOihwToHwio() {
    // O=2, I=3, kH=1, kW=2; value = 100 o + 10 i + w
    float[] file = {0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121};
    assertThat(Layout.CONVOLUTION.memoryShape(2, 3, 1, 2)).containsExactly(1, 2, 3, 2);
    assertThat(Layout.CONVOLUTION.toMemory(file, 2, 3, 1, 2))
        .containsExactly(0, 100, 10, 110, 20, 120, 1, 101, 11, 111, 21, 121);
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void fileToMemoryAndBackIsTheIdentity(Layout layout) {
    long[] shape =
        layout == Layout.KERNEL_STACK ? new long[] {2, 3, 4, 5, 6} : new long[] {2, 3, 4, 5};
    float[] file = new float[layout == Layout.KERNEL_STACK ? 720 : 120];
    for (int i = 0; i < file.length; i++) {
      file[i] = i;
    }
    assertThat(layout.toFile(layout.toMemory(file, shape), shape)).isEqualTo(file);
  }
}
