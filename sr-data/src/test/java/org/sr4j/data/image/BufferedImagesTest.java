package org.sr4j.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.image.Pixels;

class BufferedImagesTest {

  @Test
  void greyLevelsAreNotConverted() {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(0, 0, 0, 128);
    // the trap: image.getRGB(0, 0) says 188
    assertThat(image.getRGB(0, 0) & 0xff).isEqualTo(188);
    Pixels pixels = BufferedImages.toPixels(image);
    assertThat(pixels.isGrey()).isTrue();
    assertThat(pixels.plane(0)).containsExactly(128 / 255f);
    assertThat(BufferedImages.toBufferedImage(pixels).getRaster().getSample(0, 0, 0))
        .isEqualTo(128);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_BGR,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR
      })
  void redGreenBlueComeInThatOrder(int type) {
    BufferedImage image = new BufferedImage(3, 2, type);
    image.setRGB(2, 1, 0xff102030);
    Pixels pixels = BufferedImages.toPixels(image);
    assertThat(pixels.plane(0)[5]).isEqualTo(0x10 / 255f);
    assertThat(pixels.plane(1)[5]).isEqualTo(0x20 / 255f);
    assertThat(pixels.plane(2)[5]).isEqualTo(0x30 / 255f);
    assertThat(pixels.plane(0)[0]).isZero();
    assertThat(pixels.alpha().isPresent()).isEqualTo(image.getColorModel().hasAlpha());
    pixels.alpha().ifPresent(a -> assertThat(a).containsExactly(0, 0, 0, 0, 0, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_INT_ARGB_PRE, BufferedImage.TYPE_4BYTE_ABGR_PRE})
  void premultipliedColoursAreDivided(int type) {
    BufferedImage image = new BufferedImage(2, 1, type);
    image.getRaster().setPixel(0, 0, new int[] {60, 30, 0, 120});
    image.getRaster().setPixel(1, 0, new int[] {0, 0, 0, 0});
    Pixels pixels = BufferedImages.toPixels(image);
    assertThat(pixels.plane(0)).containsExactly(0.5f, 0);
    assertThat(pixels.plane(1)).containsExactly(0.25f, 0);
    assertThat(pixels.alpha().orElseThrow()).containsExactly(120 / 255f, 0);
  }

  @Test
  void packedFiveSixFiveUsesTheWholeRange() {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_565_RGB);
    image.getRaster().setPixel(0, 0, new int[] {31, 21, 0});
    Pixels pixels = BufferedImages.toPixels(image);
    assertThat(pixels.plane(0)).containsExactly(1);
    assertThat(pixels.plane(1)).containsExactly(21 / 63f);
    assertThat(pixels.bitDepth()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_BYTE_INDEXED
      })
  void aSubImageIsOnlyItsRectangle(int type) {
    BufferedImage whole = new BufferedImage(7, 6, type);
    for (int y = 0; y < 6; y++) {
      for (int x = 0; x < 7; x++) {
        for (int band = 0; band < whole.getRaster().getNumBands(); band++) {
          whole.getRaster().setSample(x, y, band, 10 * y + x);
        }
      }
    }
    Pixels all = BufferedImages.toPixels(whole);
    Pixels part = BufferedImages.toPixels(whole.getSubimage(2, 1, 3, 4).getSubimage(1, 1, 2, 2));
    assertThat(part).isEqualTo(all.crop(3, 2, 2, 2));
  }

  @Test
  void picturesThatNoBufferedImageHoldsAreRefused() {
    RasterWriter.checkSize(32_768, 16_384, 3);
    assertThatThrownBy(() -> RasterWriter.checkSize(32_768, 21_846, 3))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "Cannot make an image of the picture: got 32768x21846 pixels of 3 samples, expected at"
                + " most 2147483639 samples. Save it in parts (Pixels.crop).");
  }

  @Test
  void imagesOfOtherKindsAreRefused() {
    BandedSampleModel floats = new BandedSampleModel(DataBuffer.TYPE_FLOAT, 1, 1, 1);
    var model =
        new java.awt.image.ComponentColorModel(
            java.awt.color.ColorSpace.getInstance(java.awt.color.ColorSpace.CS_GRAY),
            false,
            false,
            java.awt.Transparency.OPAQUE,
            DataBuffer.TYPE_FLOAT);
    var raster = Raster.createWritableRaster(floats, null);
    assertThatThrownBy(() -> BufferedImages.toPixels(new BufferedImage(model, raster, false, null)))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "Cannot take the samples of the image: got 1 colour components of 32 bits, expected"
                + " grey or RGB integers of up to 16 bits. Convert it to RGB first.");
  }
}
