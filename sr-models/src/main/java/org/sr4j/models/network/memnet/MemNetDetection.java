package org.sr4j.models.network.memnet;

import java.util.List;
import org.sr4j.api.spi.Detection;
import org.sr4j.models.network.detection.TensorShapes;

/** MemNet by its tensors; its weights do not show the scale. */
public final class MemNetDetection {

  private MemNetDetection() {}

  public static List<Detection<MemNetOptions>> detect(TensorShapes shapes) {
    return TensorShapes.foundForAnyScale(
        new MemNetOptions(
            shapes.colour("fenet.conv.weight"),
            shapes.size("w", 0),
            shapes.count(r -> "memory.0.bn_a." + r + ".weight"),
            shapes.size("fenet.conv.weight", 0)));
  }
}
