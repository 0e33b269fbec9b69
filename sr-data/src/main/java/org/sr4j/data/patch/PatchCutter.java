package org.sr4j.data.patch;

import org.sr4j.api.image.Pixels;
import org.sr4j.api.model.ColourMode;
import org.sr4j.data.augment.Symmetry;
import org.sr4j.data.dataset.TrainingPair;
import org.sr4j.data.image.BytePlanes;
import org.sr4j.data.image.Luma;
import org.sr4j.data.image.Quantisation;
import org.sr4j.data.resize.Bicubic;

/** Turns a place in a picture into samples of a batch. */
final class PatchCutter {

  /** Low-resolution samples around a patch that its own depend on: four taps, and one to spare. */
  private static final int CONTEXT = 3;

  private final PatchOptions options;

  PatchCutter(PatchOptions options) {
    this.options = options;
  }

  /**
   * @param x column of the patch in the low-resolution picture
   * @param y row of it
   * @param n place in the batch
   */
  void cut(TrainingPair pair, int x, int y, Symmetry symmetry, PatchBatch batch, int n) {
    int scale = options.scale();
    int low = options.lowResSize();
    int high = options.highResSize();
    Pixels highRes = square(pair.highRes(), x * scale, y * scale, high, high);
    Pixels lowRes =
        options.lowRes() == LowResSource.WHOLE_PICTURE_8_BIT
            ? square(pair.lowRes(), x, y, low, low)
            : shrunk(pair, x, y);
    store(highRes, high, symmetry, batch.highRes(), n);
    store(lowRes, low, symmetry, batch.lowRes(), n);
  }

  /** Shrinks the patch with its surroundings, so that it is as if the whole picture was shrunk. */
  private Pixels shrunk(TrainingPair pair, int x, int y) {
    int low = options.lowResSize();
    int scale = options.scale();
    int left = Math.max(0, x - CONTEXT);
    int top = Math.max(0, y - CONTEXT);
    int right = Math.min(pair.lowRes().width(), x + low + CONTEXT);
    int bottom = Math.min(pair.lowRes().height(), y + low + CONTEXT);
    Pixels around =
        square(
            pair.highRes(),
            left * scale,
            top * scale,
            (right - left) * scale,
            (bottom - top) * scale);
    return Bicubic.MATLAB_FLOAT.down(around, scale).crop(x - left, y - top, low, low);
  }

  private static Pixels square(BytePlanes picture, int x, int y, int width, int height) {
    float[][] planes = new float[picture.channels()][width * height];
    for (int c = 0; c < planes.length; c++) {
      byte[] plane = picture.plane(c);
      for (int row = 0; row < height; row++) {
        int from = (y + row) * picture.width() + x;
        for (int i = 0; i < width; i++) {
          planes[c][row * width + i] = Quantisation.from8Bit(plane[from + i]);
        }
      }
    }
    return Pixels.of(width, height, planes);
  }

  private void store(Pixels patch, int side, Symmetry symmetry, float[] out, int n) {
    int channels = options.colour().channels();
    int samples = side * side;
    for (int c = 0; c < channels; c++) {
      float[] plane = options.colour() == ColourMode.Y ? Luma.y(patch) : patch.plane(c);
      int offset = (n * channels + c) * samples;
      symmetry.apply(plane, side, out, offset);
      scale(out, offset, samples);
    }
  }

  private void scale(float[] out, int offset, int samples) {
    float max = options.range().max();
    if (max != 1) {
      for (int i = offset; i < offset + samples; i++) {
        out[i] *= max;
      }
    }
  }
}
