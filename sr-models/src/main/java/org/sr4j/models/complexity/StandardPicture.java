package org.sr4j.models.complexity;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sr4j.api.engine.NetworkGraph;
import org.sr4j.api.graph.InputTransform;
import org.sr4j.api.graph.Size;
import org.sr4j.api.model.ModelDescriptor;

/**
 * The low-resolution picture that counts are made for. The convention's own, 1280x720 divided by
 * the scale, need not have whole sides (at x3 it has not) nor be a multiple of what the network
 * takes: counts are made at the next size that is, and scaled by the ratio of the areas.
 *
 * @param size sides that the network takes
 * @param ratio the convention's area by that of {@code size}
 */
record StandardPicture(Size size, double ratio) {

  static StandardPicture of(ModelDescriptor descriptor, int scale) {
    int height = side(Complexity.OUTPUT_HEIGHT, descriptor, scale);
    int width = side(Complexity.OUTPUT_WIDTH, descriptor, scale);
    double wanted =
        (double) Complexity.OUTPUT_HEIGHT * Complexity.OUTPUT_WIDTH / ((double) scale * scale);
    return new StandardPicture(new Size(height, width), wanted / ((double) height * width));
  }

  private static int side(int enlarged, ModelDescriptor descriptor, int scale) {
    int multiple = scale * descriptor.sizeMultiple();
    int side = (enlarged + multiple - 1) / multiple * descriptor.sizeMultiple();
    return Math.max(side, descriptor.minSize());
  }

  /** Shapes of a graph's inputs, at batch 1. */
  Map<String, long[]> inputShapes(NetworkGraph network, int scale) {
    Map<String, long[]> inputs = new LinkedHashMap<>();
    network
        .inputs()
        .forEach(
            (name, transform) -> {
              long[] shape = network.graph().getVariable(name).placeholderShape().clone();
              int factor = transform == InputTransform.BICUBIC ? scale : 1;
              shape[0] = 1;
              shape[2] = (long) size.height() * factor;
              shape[3] = (long) size.width() * factor;
              inputs.put(name, shape);
            });
    return inputs;
  }

  /** A count over the pixels of a map, at the convention's size; maps of one pixel keep theirs. */
  double scaled(double count, long height, long width) {
    return height * width == 1 ? count : count * ratio;
  }
}
