package org.sr4j.models.network.edsr;

import java.util.List;
import org.sr4j.api.spi.Detection;
import org.sr4j.models.network.detection.TensorShapes;
import org.sr4j.models.network.edsr.ShallowEdsrOptions.Attention;

/**
 * The shallow EDSR by its tensors. Both channel attentions have the same: they are two detections.
 */
public final class ShallowEdsrDetection {

  private static final int COLOURS = 3;

  private ShallowEdsrDetection() {}

  public static List<Detection<ShallowEdsrOptions>> detect(TensorShapes shapes) {
    int features = shapes.size("head.0.weight", 0);
    int blocks = shapes.count(i -> "body." + i + ".body.0.weight");
    int scale = shapes.shuffleFactor("tail.0.weight", COLOURS);
    return attentions(shapes).stream()
        .map(a -> new Detection<>(new ShallowEdsrOptions(blocks, features, a), scale))
        .toList();
  }

  private static List<Attention> attentions(TensorShapes shapes) {
    if (shapes.has("attention.conv_du.0.weight")) {
      return List.of(Attention.CA, Attention.CCA);
    }
    if (shapes.has("attention.conv1.weight")) {
      return List.of(shapes.has("attention.conv4.weight") ? Attention.ESA : Attention.SA);
    }
    boolean spatial = shapes.has("attention.spatial.conv.weight");
    return List.of(spatial ? Attention.CBAM_SA : Attention.NONE);
  }
}
