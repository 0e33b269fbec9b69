package org.sr4j.models.network.rcan;

import java.util.List;
import org.sr4j.api.spi.Detection;
import org.sr4j.models.network.detection.TensorShapes;

/** RCAN by its tensors. */
public final class RcanDetection {

  private RcanDetection() {}

  public static List<Detection<RcanOptions>> detect(TensorShapes shapes) {
    int features = shapes.size("head.0.weight", 0);
    String squeeze = "body.0.body.0.body.3.conv_du.0.weight";
    RcanOptions options =
        new RcanOptions(
            shapes.count(g -> "body." + g + ".body.0.body.0.weight"),
            shapes.count(b -> "body.0.body." + b + ".body.0.weight"),
            features,
            TensorShapes.quotient(squeeze, features, shapes.size(squeeze, 0)));
    return TensorShapes.found(
        options, shapes.subPixelScale("tail.0.0.weight", "tail.0.2.weight", features));
  }
}
