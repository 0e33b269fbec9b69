package org.sr4j.models.network.edsr;

import java.util.List;
import org.sr4j.api.spi.Detection;
import org.sr4j.models.network.detection.TensorShapes;

/**
 * EDSR by its tensors. The factor of the residual branches does not show in them: it is taken as
 * the paper has it, 0.1 from 256 features on and 1 below.
 */
public final class EdsrDetection {

  private static final int FULL_FEATURES = 256;
  private static final double FULL_RESIDUAL_SCALE = 0.1;

  private EdsrDetection() {}

  public static List<Detection<EdsrOptions>> detect(TensorShapes shapes) {
    int features = shapes.size("head.0.weight", 0);
    int blocks = shapes.count(i -> "body." + i + ".body.0.weight");
    double residualScale = features >= FULL_FEATURES ? FULL_RESIDUAL_SCALE : 1;
    return TensorShapes.found(
        new EdsrOptions(blocks, features, residualScale),
        shapes.subPixelScale("tail.0.0.weight", "tail.0.2.weight", features));
  }
}
