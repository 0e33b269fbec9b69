package org.sr4j.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.sr4j.api.image.Pixels;

/** Kinds of PNG that our own writer does not make. */
class PngKindsTest {

  private static Pixels read(byte[] png) {
    return ImageFiles.read(new ByteArrayInputStream(png), "test", ImageLimits.DEFAULT);
  }

  @Test
  void greyOfOneTwoAndFourBitsUsesTheWholeRange() {
    Pixels one = read(new PngBytes(8, 1, 1, 0).data(0, 0b10100000).end());
    assertThat(one.isGrey()).isTrue();
    assertThat(one.plane(0)).containsExactly(1, 0, 1, 0, 0, 0, 0, 0);
    Pixels two = read(new PngBytes(4, 1, 2, 0).data(0, 0b00011011).end());
    assertThat(two.plane(0)).containsExactly(0, 85 / 255f, 170 / 255f, 1);
    Pixels four = read(new PngBytes(2, 1, 4, 0).data(0, 0x3f).end());
    assertThat(four.plane(0)).containsExactly(51 / 255f, 1);
  }

  @Test
  void greyOfSixteenBitsKeepsItsDepth() {
    Pixels grey = read(new PngBytes(2, 1, 16, 0).data(0, 0x80, 0x81, 0x00, 0x01).end());
    assertThat(grey.bitDepth()).isEqualTo(16);
    assertThat(grey.plane(0)).containsExactly(0x8081 / 65535f, 1 / 65535f);
  }

  @Test
  void paletteIsLookedUp() {
    PngBytes png = new PngBytes(2, 2, 8, 3);
    png.chunk("PLTE", bytes(10, 20, 30, 200, 100, 50));
    Pixels picture = read(png.data(0, 0, 1, 0, 1, 0).end());
    assertThat(picture.channels()).isEqualTo(3);
    assertThat(picture.alpha()).isEmpty();
    assertThat(picture.plane(0)).containsExactly(10 / 255f, 200 / 255f, 200 / 255f, 10 / 255f);
    assertThat(picture.plane(2)).containsExactly(30 / 255f, 50 / 255f, 50 / 255f, 30 / 255f);
  }

  @Test
  void paletteWithTransparency() {
    PngBytes png = new PngBytes(2, 1, 8, 3);
    png.chunk("PLTE", bytes(10, 20, 30, 200, 100, 50)).chunk("tRNS", bytes(64));
    Pixels picture = read(png.data(0, 0, 1).end());
    assertThat(picture.alpha().orElseThrow()).containsExactly(64 / 255f, 1);
    assertThat(picture.plane(1)).containsExactly(20 / 255f, 100 / 255f);
  }

  @Test
  void greyPaletteIsGrey() {
    PngBytes png = new PngBytes(2, 1, 8, 3);
    png.chunk("PLTE", bytes(7, 7, 7, 128, 128, 128));
    Pixels picture = read(png.data(0, 1, 0).end());
    assertThat(picture.isGrey()).isTrue();
    assertThat(picture.plane(0)).containsExactly(128 / 255f, 7 / 255f);
  }

  @Test
  void transparentColourOfAnRgbFileBecomesAlpha() {
    PngBytes png = new PngBytes(2, 1, 8, 2);
    png.chunk("tRNS", bytes(0, 10, 0, 20, 0, 30));
    Pixels picture = read(png.data(0, 10, 20, 30, 10, 20, 31).end());
    assertThat(picture.alpha().orElseThrow()).containsExactly(0, 1);
    assertThat(picture.plane(2)[1]).isEqualTo(31 / 255f);
  }

  @Test
  void transparentLevelOfAGreyFileBecomesAlpha() {
    PngBytes png = new PngBytes(2, 1, 8, 0);
    png.chunk("tRNS", bytes(0, 9));
    Pixels picture = read(png.data(0, 9, 10).end());
    assertThat(picture.isGrey()).isTrue();
    assertThat(picture.alpha().orElseThrow()).containsExactly(0, 1);
    assertThat(picture.plane(0)[1]).isEqualTo(10 / 255f);
  }

  @Test
  void gammaAndHugeTextChunksChangeNothing() {
    PngBytes png = new PngBytes(1, 1, 8, 0);
    png.chunk("gAMA", bytes(0, 0, 0xb1, 0x8f));
    assertThat(read(png.data(0, 77).end()).plane(0)).containsExactly(77 / 255f);
  }

  private static byte[] bytes(int... values) {
    byte[] out = new byte[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) values[i];
    }
    return out;
  }
}
