package org.sr4j.data.image;

import java.util.Random;
import org.sr4j.api.image.Pixels;

/** Random pictures whose samples are exactly those of a file. */
public final class Pictures {

  private Pictures() {}

  public static Pixels random(int width, int height, int channels, boolean alpha, int bitDepth) {
    Random random = new Random(31L * width + height + 7L * channels + bitDepth);
    float[][] planes = new float[channels][];
    for (int c = 0; c < channels; c++) {
      planes[c] = plane(width * height, bitDepth, random);
    }
    float[] opacity = alpha ? plane(width * height, bitDepth, random) : null;
    return Pixels.of(width, height, planes, opacity, bitDepth);
  }

  private static float[] plane(int n, int bitDepth, Random random) {
    int max = (1 << bitDepth) - 1;
    float[] plane = new float[n];
    for (int i = 0; i < n; i++) {
      plane[i] = random.nextInt(max + 1) / (float) max;
    }
    return plane;
  }
}
