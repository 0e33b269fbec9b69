package org.sr4j.models.network.vdsr;

import java.util.List;
import org.sr4j.api.spi.Detection;
import org.sr4j.models.network.detection.TensorShapes;

/** VDSR by its tensors; its weights do not show the scale. */
public final class VdsrDetection {

  private VdsrDetection() {}

  public static List<Detection<VdsrOptions>> detect(TensorShapes shapes) {
    int between = shapes.count(i -> "residual_layer." + i + ".conv.weight");
    return TensorShapes.foundForAnyScale(
        new VdsrOptions(
            shapes.colour("input.weight"),
            between + 2,
            shapes.size("input.weight", 0),
            shapes.has("input.bias")));
  }
}
