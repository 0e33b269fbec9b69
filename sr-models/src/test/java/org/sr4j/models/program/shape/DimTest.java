package org.sr4j.models.program.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DimTest {

  private static final Dim H = Dim.symbol("H");
  private static final Dim W = Dim.symbol("W");

  @Test
  void equalSizesAreEqualHoweverTheyAreComputed() {
    Dim one = H.plus(2).times(3).minus(Dim.of(6));
    assertThat(one).isEqualTo(H.times(3)).hasSameHashCodeAs(H.times(3));
    assertThat(H.times(W)).isEqualTo(W.times(H));
    assertThat(H.minus(H)).isEqualTo(Dim.of(0));
    assertThat(H.plus(W)).isNotEqualTo(H.times(W));
  }

  @Test
  void quotientsAreExactOrAbsent() {
    Dim area = H.plus(2).times(W.plus(-1)).times(12);
    assertThat(area.dividedBy(H.plus(2))).contains(W.plus(-1).times(12));
    assertThat(area.dividedBy(W.times(12).plus(-12))).contains(H.plus(2));
    assertThat(area.dividedBy(H)).isEmpty();
    assertThat(H.times(2).dividedBy(Dim.of(4))).isEmpty();
    assertThat(H.dividedBy(Dim.of(0))).isEmpty();
  }

  @Test
  void wholePartsOfQuotients() {
    assertThat(H.times(4).plus(7).floorDividedBy(2)).isEqualTo(H.times(2).plus(3));
    Dim half = H.plus(-3).floorDividedBy(2).plus(1);
    assertThat(half).hasToString("floor((H + 1)/2) - 1");
    for (int height = 1; height < 9; height++) {
      int value = height;
      assertThat(half.valueFor(name -> value)).isEqualTo(Math.floorDiv(height - 3, 2) + 1);
    }
  }

  @Test
  void textIsASum() {
    assertThat(H.times(2).plus(-3)).hasToString("2*H - 3");
    assertThat(H.times(W).plus(H)).hasToString("H*W + H");
    assertThat(Dim.of(5)).hasToString("5");
  }
}
