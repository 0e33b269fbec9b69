package org.sr4j.models.tiling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MirrorPaddingTest {

  @Test
  void repeatsTheEdgePixelAndMirrorsAsOftenAsNeeded() {
    Planes row = new Planes(3, 1, new float[][] {{1, 2, 3}});
    assertThat(MirrorPadding.extend(row, 10, 1).samples()[0])
        .containsExactly(1, 2, 3, 3, 2, 1, 1, 2, 3, 3);
  }

  @Test
  void extendsBothSidesOfEveryChannel() {
    Planes planes = new Planes(2, 2, new float[][] {{1, 2, 3, 4}, {5, 6, 7, 8}});
    Planes extended = MirrorPadding.extend(planes, 3, 4);
    assertThat(extended.samples()[0]).containsExactly(1, 2, 2, 3, 4, 4, 3, 4, 4, 1, 2, 2);
    assertThat(extended.samples()[1]).containsExactly(5, 6, 6, 7, 8, 8, 7, 8, 8, 5, 6, 6);
  }

  @Test
  void onePixelFillsThePlane() {
    Planes pixel = new Planes(1, 1, new float[][] {{7}});
    assertThat(MirrorPadding.extend(pixel, 3, 2).samples()[0]).containsOnly(7).hasSize(6);
  }

  @Test
  void leavesPlanesOfTheSizeAlone() {
    Planes planes = new Planes(2, 1, new float[][] {{1, 2}});
    assertThat(MirrorPadding.extend(planes, 2, 1)).isSameAs(planes);
  }
}
