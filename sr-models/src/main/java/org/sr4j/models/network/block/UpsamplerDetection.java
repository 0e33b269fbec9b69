package org.sr4j.models.network.block;

import java.util.List;
import org.sr4j.api.spi.Detection;
import org.sr4j.models.network.detection.TensorShapes;

/**
 * A {@link MultiScaleUpsampler} by its tensors.
 *
 * @param groups of its convolutions
 * @param multiScale whether it serves x2, x3 and x4
 * @param scale for which its weights are; 0 if it serves several
 */
public record UpsamplerDetection(int groups, boolean multiScale, int scale) {

  /**
   * @param prefix before its tensors' names
   * @param channels of the upsampler
   * @param activation whether a ReLU follows each convolution
   */
  public static UpsamplerDetection of(
      TensorShapes shapes, String prefix, int channels, boolean activation) {
    boolean multiScale = shapes.has(prefix + ".up2.body.0.weight");
    String body = prefix + (multiScale ? ".up2.body." : ".up.body.");
    String first = body + "0.weight";
    int groups = TensorShapes.quotient(first, channels, shapes.size(first, 1));
    String second = body + (activation ? "3.weight" : "2.weight");
    return new UpsamplerDetection(
        groups, multiScale, multiScale ? 0 : shapes.subPixelScale(first, second, channels));
  }

  /** The options for the scale, or for each of the scales. */
  public <O extends Record> List<Detection<O>> with(O options) {
    return multiScale ? TensorShapes.foundForAnyScale(options) : TensorShapes.found(options, scale);
  }
}
