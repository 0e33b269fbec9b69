package org.sr4j.models.network.srcnn;

import java.util.List;
import org.sr4j.api.spi.Detection;
import org.sr4j.models.network.detection.TensorShapes;

/** SRCNN by its tensors; its weights do not show the scale. */
public final class SrcnnDetection {

  private SrcnnDetection() {}

  public static List<Detection<SrcnnOptions>> detect(TensorShapes shapes) {
    return TensorShapes.foundForAnyScale(
        new SrcnnOptions(shapes.colour("conv1.weight"), shapes.size("conv2.weight", 2)));
  }
}
