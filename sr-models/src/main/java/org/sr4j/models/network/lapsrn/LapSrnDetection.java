package org.sr4j.models.network.lapsrn;

import java.util.List;
import org.sr4j.api.spi.Detection;
import org.sr4j.models.network.detection.TensorShapes;
import org.sr4j.models.network.detection.UnlikeNetworkException;

/** LapSRN by its tensors: every level doubles. */
public final class LapSrnDetection {

  private static final int MAX_LEVELS = 3;

  private LapSrnDetection() {}

  public static List<Detection<LapSrnOptions>> detect(TensorShapes shapes) {
    int levels = shapes.count(i -> "level." + i + ".up.weight");
    if (levels < 1 || levels > MAX_LEVELS) {
      throw new UnlikeNetworkException("level");
    }
    int depth = shapes.count(i -> "level.0.convs." + i + ".weight");
    return TensorShapes.found(
        new LapSrnOptions(depth, shapes.size("conv_input.weight", 0)), 1 << levels);
  }
}
