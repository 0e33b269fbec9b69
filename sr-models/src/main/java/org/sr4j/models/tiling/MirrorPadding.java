package org.sr4j.models.tiling;

/**
 * Extends planes to the right and bottom by mirroring (the edge pixel is repeated), however small
 * the picture: networks take multiples of a size, pictures have any.
 */
final class MirrorPadding {

  private MirrorPadding() {}

  /** {@code planes} itself if it has the size already. */
  static Planes extend(Planes planes, int width, int height) {
    if (planes.width() == width && planes.height() == height) {
      return planes;
    }
    float[][] samples = new float[planes.channels()][];
    for (int c = 0; c < samples.length; c++) {
      samples[c] = extend(planes.samples()[c], planes.width(), planes.height(), width, height);
    }
    return new Planes(width, height, samples);
  }

  private static float[] extend(float[] plane, int oldWidth, int oldHeight, int width, int height) {
    float[] out = new float[width * height];
    for (int y = 0; y < height; y++) {
      int source = mirror(y, oldHeight) * oldWidth;
      System.arraycopy(plane, source, out, y * width, oldWidth);
      for (int x = oldWidth; x < width; x++) {
        out[y * width + x] = plane[source + mirror(x, oldWidth)];
      }
    }
    return out;
  }

  private static int mirror(int index, int length) {
    int inPeriod = index % (2 * length);
    return inPeriod < length ? inPeriod : 2 * length - 1 - inPeriod;
  }
}
