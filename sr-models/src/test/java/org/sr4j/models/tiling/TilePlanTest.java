package org.sr4j.models.tiling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TilePlanTest {

  @ParameterizedTest
  @CsvSource({
    "100, 60, 0, 5, 1",
    "100, 60, 16, 5, 1",
    "100, 60, 16, 5, 2",
    "102, 62, 17, 13, 2",
    "1, 1, 8, 4, 1",
    "31, 200, 8, 12, 1",
    "64, 64, 64, 8, 2",
    "4, 400, 10, 0, 4",
    "80, 80, 1, 3, 1"
  })
  void coresPartitionThePictureAndKeepTheirOverlap(
      int width, int height, int core, int overlap, int multiple) {
    TilePlan plan = TilePlan.of(width, height, core, overlap, multiple);
    int[] covered = new int[width * height];
    for (TilePlan.Tile t : plan.tiles()) {
      int right = t.x() + plan.windowWidth();
      int bottom = t.y() + plan.windowHeight();
      assertThat(t.x() % multiple + t.y() % multiple).isZero();
      assertThat(right).isLessThanOrEqualTo(width);
      assertThat(bottom).isLessThanOrEqualTo(height);
      assertThat(t.coreX() - t.x() >= overlap || t.x() == 0).isTrue();
      assertThat(t.coreY() - t.y() >= overlap || t.y() == 0).isTrue();
      int coreRight = t.coreX() + t.coreWidth();
      int coreBottom = t.coreY() + t.coreHeight();
      assertThat(right - coreRight >= overlap || right == width).isTrue();
      assertThat(bottom - coreBottom >= overlap || bottom == height).isTrue();
      for (int y = t.coreY(); y < coreBottom; y++) {
        for (int x = t.coreX(); x < coreRight; x++) {
          covered[y * width + x]++;
        }
      }
    }
    assertThat(covered).containsOnly(1);
  }
}
