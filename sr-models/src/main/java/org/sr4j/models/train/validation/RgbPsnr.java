package org.sr4j.models.train.validation;

import java.util.Map;
import org.sr4j.api.error.ImageException;
import org.sr4j.api.error.Problem;
import org.sr4j.api.image.Pixels;
import org.sr4j.api.metric.Validator;

/**
 * PSNR over all three channels of 8-bit pictures, without a border of {@code scale} pixels: for
 * choosing weights where sr-eval's protocols are not on the class path.
 */
public final class RgbPsnr implements Validator {

  private static final String NAME = "psnr-rgb";

  @Override
  public String primary() {
    return NAME;
  }

  @Override
  public Map<String, Double> score(Pixels superResolved, Pixels reference, int scale) {
    if (superResolved.width() != reference.width()
        || superResolved.height() != reference.height()) {
      throw new ImageException(
          Problem.cannot("compare the pictures").got(superResolved).expected(reference));
    }
    Pixels a = superResolved.toRgb();
    Pixels b = reference.toRgb();
    // A picture too small to lose its border keeps it.
    int border = Math.min(a.width(), a.height()) > 2 * scale ? scale : 0;
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      sum += squaredError(a.plane(c), b.plane(c), a.width(), a.height(), border);
    }
    double count = 3.0 * (a.width() - 2 * border) * (a.height() - 2 * border);
    // Identical pictures: the error that half a step of one 8-bit sample in the picture would make.
    double mean = Math.max(sum / count, 0.25 / (255.0 * 255.0 * count));
    return Map.of(NAME, -10 * Math.log10(mean));
  }

  private static double squaredError(float[] a, float[] b, int width, int height, int border) {
    double sum = 0;
    for (int y = border; y < height - border; y++) {
      for (int i = y * width + border; i < (y + 1) * width - border; i++) {
        double difference = (double) a[i] - b[i];
        sum += difference * difference;
      }
    }
    return sum;
  }
}
