package org.sr4j.models.network.idn;

import java.util.List;
import org.sr4j.api.spi.Detection;
import org.sr4j.models.network.detection.TensorShapes;

/** IDN by its tensors. */
public final class IdnDetection {

  private IdnDetection() {}

  public static List<Detection<IdnOptions>> detect(TensorShapes shapes) {
    int unit = TensorShapes.quotient("conv1.weight", shapes.size("conv1.weight", 0), 4);
    int blocks = shapes.count(i -> "distill." + i + ".conv1.weight");
    return TensorShapes.found(
        new IdnOptions(blocks, unit), shapes.shuffleFactor("upsample.1.weight", 3));
  }
}
