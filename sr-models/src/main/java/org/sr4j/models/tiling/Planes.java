package org.sr4j.models.tiling;

import org.sr4j.api.weights.Tensor;

/**
 * Feature planes of one picture on the heap.
 *
 * @param samples row-major, one array a channel
 */
record Planes(int width, int height, float[][] samples) {

  int channels() {
    return samples.length;
  }

  /** The rectangle as a tensor {@code [1,C,h,w]}. */
  Tensor window(String name, int x, int y, int windowWidth, int windowHeight) {
    float[] data = new float[channels() * windowWidth * windowHeight];
    int at = 0;
    for (float[] plane : samples) {
      for (int row = 0; row < windowHeight; row++, at += windowWidth) {
        System.arraycopy(plane, (y + row) * width + x, data, at, windowWidth);
      }
    }
    return new Tensor(name, new long[] {1, channels(), windowHeight, windowWidth}, data);
  }

  /** Writes a rectangle of a tensor {@code [1,C,h,w]} to {@code (x, y)}. */
  void paste(Tensor tensor, int fromX, int fromY, int x, int y, int pasteWidth, int pasteHeight) {
    int tensorHeight = (int) tensor.shape()[2];
    int tensorWidth = (int) tensor.shape()[3];
    for (int c = 0; c < channels(); c++) {
      for (int row = 0; row < pasteHeight; row++) {
        int source = (c * tensorHeight + fromY + row) * tensorWidth + fromX;
        System.arraycopy(tensor.data(), source, samples[c], (y + row) * width + x, pasteWidth);
      }
    }
  }
}
