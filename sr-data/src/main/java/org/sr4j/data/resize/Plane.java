package org.sr4j.data.resize;

import org.sr4j.data.image.Quantisation;

/** Rows of samples in and out of the resampler, in whatever type they are stored. */
interface Plane {

  /** Copies row {@code y} to {@code out[offset ...]}. */
  void read(int y, double[] out, int offset);

  /** Stores row {@code y}. */
  void write(int y, double[] row);

  /** Unrounded floats. */
  record Floats(float[] data, int width) implements Plane {
    @Override
    public void read(int y, double[] out, int offset) {
      int start = y * width;
      for (int x = 0; x < width; x++) {
        out[offset + x] = data[start + x];
      }
    }

    @Override
    public void write(int y, double[] row) {
      int start = y * width;
      for (int x = 0; x < width; x++) {
        data[start + x] = (float) row[x];
      }
    }
  }

  /** Floats in {@code [0,1]} that stand for integers up to {@code maxSample}. */
  record QuantisedFloats(float[] data, int width, int maxSample) implements Plane {
    @Override
    public void read(int y, double[] out, int offset) {
      Quantisation.quantise(data, y * width, out, offset, width, maxSample);
    }

    @Override
    public void write(int y, double[] row) {
      int start = y * width;
      for (int x = 0; x < width; x++) {
        data[start + x] = (int) row[x] / (float) maxSample;
      }
    }
  }

  /** Unsigned bytes. */
  record Bytes(byte[] data, int width) implements Plane {
    @Override
    public void read(int y, double[] out, int offset) {
      int start = y * width;
      for (int x = 0; x < width; x++) {
        out[offset + x] = data[start + x] & 0xff;
      }
    }

    @Override
    public void write(int y, double[] row) {
      int start = y * width;
      for (int x = 0; x < width; x++) {
        data[start + x] = (byte) (int) row[x];
      }
    }
  }
}
