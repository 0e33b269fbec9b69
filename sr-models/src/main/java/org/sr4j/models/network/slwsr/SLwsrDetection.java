package org.sr4j.models.network.slwsr;

import java.util.List;
import java.util.Set;
import org.sr4j.api.spi.Detection;
import org.sr4j.models.network.detection.ShapeDetector;
import org.sr4j.models.network.detection.TensorShapes;
import org.sr4j.models.network.slwsr.SLwsrOptions.Activations;
import org.sr4j.models.network.slwsr.SLwsrOptions.Compression;
import org.sr4j.models.network.slwsr.SLwsrOptions.Pool;

/**
 * s-LWSR by its tensors. What does not show in them is taken as in the released weights: every
 * block keeps its ReLU, between its convolutions, and branches are not scaled.
 */
public final class SLwsrDetection {

  /** Widths that have a provider of their own. */
  private static final Set<Integer> NAMED = Set.of(16, 32, 64, 128);

  private SLwsrDetection() {}

  /** Of one width; that of the narrowest provider also recognises widths without a name. */
  public static ShapeDetector<SLwsrOptions> of(int width) {
    return shapes -> {
      int features = shapes.size("head.0.weight", 0);
      int named = NAMED.contains(features) ? features : 16;
      return named == width ? detect(shapes, features) : List.of();
    };
  }

  private static List<Detection<SLwsrOptions>> detect(TensorShapes shapes, int features) {
    SLwsrOptions options =
        new SLwsrOptions(
            features,
            shapes.has("feat9_1.conv.weight") ? 4 : 2,
            Activations.ALL,
            pool(shapes, features),
            compression(shapes),
            false,
            1);
    return TensorShapes.found(
        options, shapes.subPixelScale("tail.0.0.weight", "tail.0.2.weight", features));
  }

  private static Pool pool(TensorShapes shapes, int features) {
    if (!shapes.has("conv1.weight")) {
      return Pool.NONE;
    }
    return shapes.size("conv1.weight", 1) == 11L * features ? Pool.FORMER_11 : Pool.NORMAL;
  }

  private static Compression compression(TensorShapes shapes) {
    boolean extractor = shapes.has("feat2_1.dw.weight");
    boolean fusion = shapes.has("feat7_1.dw.weight");
    if (extractor) {
      return fusion ? Compression.ALL : Compression.EXTRACTOR;
    }
    return fusion ? Compression.FUSION : Compression.NONE;
  }
}
