package org.sr4j.models.train.batch;

import java.util.Arrays;
import org.sr4j.api.image.Pixels;
import org.sr4j.data.patch.PatchBatch;
import org.sr4j.data.resize.Bicubic;

/**
 * The bicubic enlargement of a batch's low-resolution patches, for networks that take it as an
 * input. Each patch is enlarged by itself, as a picture is when a network runs, so its outermost
 * pixels come from mirrored and not from the picture's next ones.
 */
public final class BicubicPatches {

  private BicubicPatches() {}

  /**
   * By MATLAB's bicubic without rounding, in the range of the patches.
   *
   * @return {@code [N,C,sh,sw]} in C order
   */
  public static float[] of(PatchBatch batch) {
    int low = batch.lowHeight() * batch.lowWidth();
    int high = low * batch.scale() * batch.scale();
    float[] enlarged = new float[batch.count() * batch.channels() * high];
    float[][] planes = new float[batch.channels()][];
    for (int sample = 0; sample < batch.count(); sample++) {
      int first = sample * batch.channels();
      for (int c = 0; c < planes.length; c++) {
        planes[c] = Arrays.copyOfRange(batch.lowRes(), (first + c) * low, (first + c + 1) * low);
      }
      Pixels large =
          Bicubic.MATLAB_FLOAT.up(
              Pixels.of(batch.lowWidth(), batch.lowHeight(), planes), batch.scale());
      for (int c = 0; c < planes.length; c++) {
        System.arraycopy(large.plane(c), 0, enlarged, (first + c) * high, high);
      }
    }
    return enlarged;
  }
}
