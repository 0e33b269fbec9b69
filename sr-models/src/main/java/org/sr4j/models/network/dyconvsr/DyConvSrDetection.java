package org.sr4j.models.network.dyconvsr;

import java.util.List;
import org.sr4j.api.spi.Detection;
import org.sr4j.models.network.detection.TensorShapes;
import org.sr4j.models.network.dyconvsr.DyConvSrOptions.Anchor;
import org.sr4j.models.network.dyconvsr.DyConvSrOptions.Body;

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
    Body body = body(shapes);
    boolean plain = body == Body.DYNAMIC && shapes.rank("body.0.weight") != KERNEL_STACK_RANK;
    boolean stacked = body == Body.DYNAMIC && !plain;
    DyConvSrOptions options =
        new DyConvSrOptions(
            shapes.size("head.0.weight", 0),
            blocks(shapes, body),
            stacked ? shapes.size("body.0.weight", 0) : DyConvSrOptions.defaults().kernels(),
            TEMPERATURE,
            Anchor.AS_RELEASED,
            !plain,
            shapes.has("hsb.0.weight"),
            shapes.has("spatial_attention.conv1.weight"),
            true,
            body);
    return TensorShapes.found(options, shapes.shuffleFactor("tail.0.weight", UNSHUFFLED_CHANNELS));
  }

  private static Body body(TensorShapes shapes) {
    if (shapes.has("body.0.conv1.fea_conv.weight")) {
      return Body.RT4KSR;
    }
    if (shapes.has("body.0.esa.conv1.weight")) {
      return Body.RFDB;
    }
    return shapes.has("body.0.cca.conv_du.0.weight") ? Body.IMDB : Body.DYNAMIC;
  }

  private static int blocks(TensorShapes shapes, Body body) {
    return switch (body) {
      // Convolutions and activations are numbered in turn.
      case DYNAMIC -> shapes.count(i -> "body." + 2 * i + ".weight");
      case IMDB, RFDB -> shapes.count(i -> "body." + i + ".c5.weight");
      case RT4KSR -> shapes.count(i -> "body." + i + ".norm.weight");
    };
  }
}
