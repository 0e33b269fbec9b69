package org.sr4j.models.network.lesrcnn;

import java.util.List;
import java.util.function.Predicate;
import org.sr4j.api.spi.Detection;
import org.sr4j.models.network.block.UpsamplerDetection;
import org.sr4j.models.network.detection.TensorShapes;
import org.sr4j.models.network.lesrcnn.LesrcnnOptions.Trunk;

/**
 * LESRCNN and its variants by their tensors. What does not show in them is taken as the released
 * code has it: the upsampler is used on two features, and layer 16 of the enhanced variant uses one
 * convolution twice.
 */
public final class LesrcnnDetection {

  private LesrcnnDetection() {}

  /** LESRCNN for one scale. */
  public static List<Detection<LesrcnnOptions>> lesrcnn(TensorShapes shapes) {
    return detect(shapes, o -> o.trunk() != Trunk.ENHANCED && !o.multiScale());
  }

  /** LESRCNN-S, for several scales. */
  public static List<Detection<LesrcnnOptions>> lesrcnnS(TensorShapes shapes) {
    return detect(shapes, o -> o.trunk() != Trunk.ENHANCED && o.multiScale());
  }

  /** The enhanced variant, for one scale or several. */
  public static List<Detection<LesrcnnOptions>> enhanced(TensorShapes shapes) {
    return detect(shapes, o -> o.trunk() == Trunk.ENHANCED);
  }

  private static List<Detection<LesrcnnOptions>> detect(
      TensorShapes shapes, Predicate<LesrcnnOptions> wanted) {
    int features = shapes.size("conv1.0.weight", 0);
    UpsamplerDetection up = UpsamplerDetection.of(shapes, "upsample", features, false);
    Trunk trunk = trunk(shapes);
    LesrcnnOptions options =
        new LesrcnnOptions(
            trunk,
            true,
            shapes.has("conv17_1.0.weight"),
            up.groups(),
            up.multiScale(),
            trunk == Trunk.ENHANCED,
            features);
    return wanted.test(options) ? up.with(options) : List.of();
  }

  private static Trunk trunk(TensorShapes shapes) {
    if (shapes.has("conv4_5.0.weight")) {
      return Trunk.ENHANCED;
    }
    return shapes.size("conv3.0.weight", 2) == 1 ? Trunk.HETEROGENEOUS : Trunk.HOMOGENEOUS;
  }
}
