package org.sr4j.data.image;

import java.awt.image.BufferedImage;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.image.Pixels;

/**
 * {@link BufferedImage} to {@link Pixels} and back, through rasters.
 *
 * <p>Samples are taken as they are stored: no gamma, profile or grey conversion happens (the JDK's
 * {@code getRGB} turns a grey sample of 128 into 188). Grey stays grey, 16 bits stay 16 bits,
 * premultiplied colours are divided by their alpha.
 */
public final class BufferedImages {

  private BufferedImages() {}

  /**
   * @param image grey or RGB of up to 16 bits per sample, indexed or not, with or without alpha;
   *     sub-images are fine
   * @return planes in {@code [0,1]}; one colour plane for a grey image or palette
   * @throws ImageException for other colour spaces (CMYK) or sample types
   */
  public static Pixels toPixels(BufferedImage image) {
    return RasterReader.read(image);
  }

  /**
   * An image of the same size, kind and depth: {@code TYPE_BYTE_GRAY}, {@code TYPE_USHORT_GRAY},
   * {@code TYPE_3BYTE_BGR}, {@code TYPE_4BYTE_ABGR}, or, for grey with alpha and for 16-bit colour,
   * a custom interleaved one. Samples are clamped and rounded half up, once.
   *
   * <p>To show a grey image draw it with {@code Graphics2D.drawImage}; {@code getRGB} brightens it.
   */
  public static BufferedImage toBufferedImage(Pixels pixels) {
    return RasterWriter.write(pixels);
  }
}
