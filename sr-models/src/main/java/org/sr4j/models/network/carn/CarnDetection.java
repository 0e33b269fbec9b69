package org.sr4j.models.network.carn;

import java.util.List;
import org.sr4j.api.spi.Detection;
import org.sr4j.models.network.block.UpsamplerDetection;
import org.sr4j.models.network.detection.TensorShapes;

/** CARN and CARN-M by their tensors. */
public final class CarnDetection {

  private CarnDetection() {}

  /** CARN, with residual blocks of its own in each place. */
  public static List<Detection<CarnOptions>> carn(TensorShapes shapes) {
    return detect(shapes, false);
  }

  /** CARN-M, with one efficient residual block in each cascading block. */
  public static List<Detection<CarnOptions>> carnM(TensorShapes shapes) {
    return detect(shapes, true);
  }

  private static List<Detection<CarnOptions>> detect(TensorShapes shapes, boolean mobile) {
    if (shapes.has("b1.b1.body.4.weight") != mobile) {
      return List.of();
    }
    int features = shapes.size("entry.weight", 0);
    UpsamplerDetection up = UpsamplerDetection.of(shapes, "upsample", features, true);
    return up.with(new CarnOptions(mobile, up.groups(), up.multiScale(), features));
  }
}
