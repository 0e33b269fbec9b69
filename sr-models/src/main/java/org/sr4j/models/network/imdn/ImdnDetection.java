package org.sr4j.models.network.imdn;

import java.util.List;
import org.sr4j.api.spi.Detection;
import org.sr4j.models.network.detection.TensorShapes;

/** IMDN by its tensors. */
public final class ImdnDetection {

  private ImdnDetection() {}

  public static List<Detection<ImdnOptions>> detect(TensorShapes shapes) {
    ImdnOptions options =
        new ImdnOptions(
            shapes.size("fea_conv.weight", 0), shapes.count(i -> "IMDB" + (i + 1) + ".c1.weight"));
    return TensorShapes.found(options, shapes.shuffleFactor("upsampler.0.weight", 3));
  }
}
