package org.sr4j.models.network.fsrcnn;

import java.util.List;
import org.sr4j.api.spi.Detection;
import org.sr4j.models.network.detection.TensorShapes;

/**
 * FSRCNN by its tensors. The scale is the stride of the last convolution, which its weights do not
 * show.
 */
public final class FsrcnnDetection {

  private FsrcnnDetection() {}

  public static List<Detection<FsrcnnOptions>> detect(TensorShapes shapes) {
    // Convolutions and activations are numbered in turn; the first shrinks and the last expands.
    int convolutions = shapes.count(i -> "mid_part." + 2 * i + ".weight");
    return TensorShapes.foundForAnyScale(
        new FsrcnnOptions(
            shapes.colour("first_part.0.weight"),
            shapes.size("first_part.0.weight", 0),
            shapes.size("mid_part.0.weight", 0),
            convolutions - 2));
  }
}
