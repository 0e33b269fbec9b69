package org.sr4j.data.image;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.WritableRaster;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.image.Pixels;

/** Quantises planes into the raster of a new {@link BufferedImage}. */
final class RasterWriter {

  private RasterWriter() {}

  static BufferedImage write(Pixels pixels) {
    int colours = pixels.channels();
    checkSize(pixels.width(), pixels.height(), colours + (pixels.alpha().isPresent() ? 1 : 0));
    BufferedImage image = create(pixels);
    for (int c = 0; c < colours; c++) {
      fill(image.getRaster(), c, pixels.plane(c));
    }
    pixels.alpha().ifPresent(alpha -> fill(image.getRaster(), colours, alpha));
    return image;
  }

  /** All samples lie in one Java array. */
  static void checkSize(int width, int height, int bands) {
    long samples = (long) width * height * bands;
    if (samples > Integer.MAX_VALUE - 8) {
      throw new ImageException(
          Problem.cannot("make an image of the picture")
              .got(width + "x" + height + " pixels of " + bands + " samples")
              .expected("at most " + (Integer.MAX_VALUE - 8) + " samples")
              .advice("Save it in parts (Pixels.crop)."));
    }
  }

  private static BufferedImage create(Pixels pixels) {
    int width = pixels.width();
    int height = pixels.height();
    boolean alpha = pixels.alpha().isPresent();
    if (pixels.bitDepth() == 8 && !(pixels.isGrey() && alpha)) {
      int opaque = pixels.isGrey() ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
      return new BufferedImage(width, height, alpha ? BufferedImage.TYPE_4BYTE_ABGR : opaque);
    }
    if (pixels.isGrey() && !alpha) {
      return new BufferedImage(width, height, BufferedImage.TYPE_USHORT_GRAY);
    }
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(pixels.isGrey() ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
            alpha,
            false,
            alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
            pixels.bitDepth() == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT);
    WritableRaster raster = model.createCompatibleWritableRaster(width, height);
    return new BufferedImage(model, raster, false, null);
  }

  /** All the images made above are interleaved, begin at offset 0 and have no row padding. */
  private static void fill(WritableRaster raster, int band, float[] plane) {
    ComponentSampleModel layout = (ComponentSampleModel) raster.getSampleModel();
    int step = layout.getPixelStride();
    int out = layout.getBandOffsets()[band];
    if (raster.getDataBuffer() instanceof DataBufferByte bytes) {
      byte[] data = bytes.getData();
      for (float sample : plane) {
        data[out] = Quantisation.to8Bit(sample);
        out += step;
      }
    } else {
      short[] data = ((DataBufferUShort) raster.getDataBuffer()).getData();
      for (float sample : plane) {
        data[out] = (short) Quantisation.quantise(sample, 65535);
        out += step;
      }
    }
  }
}
