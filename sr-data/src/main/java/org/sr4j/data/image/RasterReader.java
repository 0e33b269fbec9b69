package org.sr4j.data.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.image.Pixels;

/** Raw samples of a {@link BufferedImage}, scaled to {@code [0,1]}. */
final class RasterReader {

  private RasterReader() {}

  static Pixels read(BufferedImage image) {
    ColorModel model = image.getColorModel();
    if (model instanceof IndexColorModel palette) {
      return indexed(image.getRaster(), palette);
    }
    int colours = model.getNumColorComponents();
    int type = model.getColorSpace().getType();
    boolean grey = type == ColorSpace.TYPE_GRAY && colours == 1;
    boolean rgb = type == ColorSpace.TYPE_RGB && colours == 3;
    int transfer = model.getTransferType();
    boolean integers =
        transfer == DataBuffer.TYPE_BYTE
            || transfer == DataBuffer.TYPE_USHORT
            || transfer == DataBuffer.TYPE_INT;
    int bits = 0;
    for (int size : model.getComponentSize()) {
      bits = Math.max(bits, size);
    }
    if (!(grey || rgb) || !integers || bits > 16) {
      throw new ImageException(
          Problem.cannot("take the samples of the image")
              .got(
                  colours
                      + " colour components of "
                      + bits
                      + " bits"
                      + (grey || rgb ? "" : " that are neither grey nor RGB"))
              .expected("grey or RGB integers of up to 16 bits")
              .advice("Convert it to RGB first."));
    }
    float[][] planes = new float[model.getNumComponents()][];
    for (int band = 0; band < planes.length; band++) {
      planes[band] = band(image.getRaster(), band, model.getComponentSize(band));
    }
    float[] alpha = model.hasAlpha() ? planes[colours] : null;
    float[][] colour = Arrays.copyOf(planes, colours);
    if (alpha != null && model.isAlphaPremultiplied()) {
      divide(colour, alpha);
    }
    return Pixels.of(image.getWidth(), image.getHeight(), colour, alpha, bits > 8 ? 16 : 8);
  }

  private static float[] band(Raster raster, int band, int bits) {
    float[] plane = new float[raster.getWidth() * raster.getHeight()];
    if (bits == 8
        && raster.getSampleModel() instanceof ComponentSampleModel layout
        && raster.getDataBuffer() instanceof DataBufferByte bytes) {
      readBytes(raster, band, layout, bytes, plane);
    } else {
      readAny(raster, band, (1 << bits) - 1, plane);
    }
    return plane;
  }

  /** The usual case, about ten times as fast as {@link Raster#getSamples}. */
  private static void readBytes(
      Raster raster, int band, ComponentSampleModel layout, DataBufferByte bytes, float[] plane) {
    int bank = layout.getBankIndices()[band];
    byte[] data = bytes.getData(bank);
    int step = layout.getPixelStride();
    int x0 = raster.getMinX() - raster.getSampleModelTranslateX();
    int y0 = raster.getMinY() - raster.getSampleModelTranslateY();
    int start = bytes.getOffsets()[bank] + layout.getBandOffsets()[band] + x0 * step;
    int width = raster.getWidth();
    int out = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      int in = start + (y0 + y) * layout.getScanlineStride();
      for (int x = 0; x < width; x++, in += step) {
        plane[out++] = Quantisation.from8Bit(data[in]);
      }
    }
  }

  private static void readAny(Raster raster, int band, int maxSample, float[] plane) {
    int width = raster.getWidth();
    int[] row = new int[width];
    int out = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, band, row);
      for (int sample : row) {
        plane[out++] = sample / (float) maxSample;
      }
    }
  }

  private static Pixels indexed(Raster raster, IndexColorModel palette) {
    int size = palette.getMapSize();
    float[][] table = new float[4][size];
    boolean grey = true;
    for (int i = 0; i < size; i++) {
      // A palette holds 8-bit sRGB: these are look-ups, nothing is converted.
      table[0][i] = palette.getRed(i) / 255f;
      table[1][i] = palette.getGreen(i) / 255f;
      table[2][i] = palette.getBlue(i) / 255f;
      table[3][i] = palette.getAlpha(i) / 255f;
      grey &= table[0][i] == table[1][i] && table[1][i] == table[2][i];
    }
    int width = raster.getWidth();
    int height = raster.getHeight();
    float[][] colour = new float[grey ? 1 : 3][width * height];
    float[] alpha = palette.hasAlpha() ? new float[width * height] : null;
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        int i = row[x];
        if (i >= size) {
          throw new ImageException(
              Problem.cannot("take the samples of the image")
                  .got("palette index " + i)
                  .expected("less than " + size));
        }
        for (int c = 0; c < colour.length; c++) {
          colour[c][y * width + x] = table[c][i];
        }
        if (alpha != null) {
          alpha[y * width + x] = table[3][i];
        }
      }
    }
    return Pixels.of(width, height, colour, alpha, 8);
  }

  /** Undoes premultiplication; the colour of a wholly transparent pixel is lost and becomes 0. */
  private static void divide(float[][] colour, float[] alpha) {
    for (float[] plane : colour) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] = alpha[i] == 0 ? 0 : Math.min(plane[i] / alpha[i], 1f);
      }
    }
  }
}
