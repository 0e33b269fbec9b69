package org.sr4j.eval.protocol;

import java.awt.image.Raster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.sr4j.api.image.Pixels;

/** Reads 8-bit reference pictures from their rasters, independently of the library's own reader. */
final class PngRaster {

  private PngRaster() {}

  static Pixels read(Path file) {
    try {
      Raster raster = ImageIO.read(file.toFile()).getRaster();
      float[][] planes = new float[raster.getNumBands() < 3 ? 1 : 3][];
      for (int c = 0; c < planes.length; c++) {
        planes[c] =
            raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), c, (float[]) null);
        for (int i = 0; i < planes[c].length; i++) {
          planes[c][i] /= 255f;
        }
      }
      return Pixels.of(raster.getWidth(), raster.getHeight(), planes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
