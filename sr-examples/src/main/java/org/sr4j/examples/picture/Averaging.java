package org.sr4j.examples.picture;

import org.sr4j.api.image.Pixels;

/** Shrinks by a whole factor: each pixel is the mean of the square that it stands for. */
final class Averaging {

  private Averaging() {}

  static Pixels shrink(Pixels picture, int factor) {
    int width = picture.width() / factor;
    int height = picture.height() / factor;
    float[][] planes = new float[picture.channels()][];
    for (int c = 0; c < planes.length; c++) {
      planes[c] = shrink(picture.plane(c), picture.width(), width, height, factor);
    }
    return Pixels.of(width, height, planes);
  }

  private static float[] shrink(float[] plane, int stride, int width, int height, int factor) {
    float[] out = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float sum = 0;
        for (int dy = 0; dy < factor; dy++) {
          for (int dx = 0; dx < factor; dx++) {
            sum += plane[(y * factor + dy) * stride + x * factor + dx];
          }
        }
        out[y * width + x] = sum / (factor * factor);
      }
    }
    return out;
  }
}
