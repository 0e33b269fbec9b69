package org.sr4j.models.network.dyconvsr;

import java.util.List;
import org.sr4j.api.spi.Detection;
import org.sr4j.models.network.detection.TensorShapes;
import org.sr4j.models.network.dyconvsr.DyConvSrOptions.Anchor;

/**
 * DyConvSR by its tensors. What does not show in them is taken as the released code has it: the
 * temperature 30, and the skip that mixes colours. Weights of this library say themselves what they
 * are for.
 */
public final class DyConvSrDetection {

  private static final double TEMPERATURE = 30;
  private static final int UNSHUFFLED_CHANNELS = 12;
  private static final int KERNEL_STACK_RANK = 5;

  private DyConvSrDetection() {}

  public static List<Detection<DyConvSrOptions>> detect(TensorShapes shapes) {
    boolean dynamic = shapes.rank("body.0.weight") == KERNEL_STACK_RANK;
    DyConvSrOptions options =
        new DyConvSrOptions(
            shapes.size("head.0.weight", 0),
            // Convolutions and activations are numbered in turn.
            shapes.count(i -> "body." + 2 * i + ".weight"),
            dynamic ? shapes.size("body.0.weight", 0) : DyConvSrOptions.defaults().kernels(),
            TEMPERATURE,
            Anchor.AS_RELEASED,
            dynamic,
            shapes.has("hsb.0.weight"),
            shapes.has("spatial_attention.conv1.weight"),
            true);
    return TensorShapes.found(options, shapes.shuffleFactor("tail.0.weight", UNSHUFFLED_CHANNELS));
  }
}
