package org.sr4j.models.network.lkdn;

import java.util.List;
import org.sr4j.api.spi.Detection;
import org.sr4j.models.network.detection.TensorShapes;

/** LKDN by its tensors. */
public final class LkdnDetection {

  private static final int COLOURS = 3;

  private LkdnDetection() {}

  public static List<Detection<LkdnOptions>> detect(TensorShapes shapes) {
    String first = "fea_conv.pw.weight";
    LkdnOptions options =
        new LkdnOptions(
            shapes.size(first, 0),
            shapes.count(i -> "B" + (i + 1) + ".c1_d.weight"),
            TensorShapes.quotient(first, shapes.size(first, 1), COLOURS));
    return TensorShapes.found(options, shapes.shuffleFactor("upsampler.0.weight", COLOURS));
  }
}
