package org.sr4j.models.engine.vector.plan;

import org.sr4j.models.engine.vector.step.ResizeStep.Taps;
import org.sr4j.models.program.op.Resize;

/** Which lines of a map make a line of the resized one; those beyond the edge are the edge's. */
final class Interpolation {

  /** Keys' parameter, as ONNX and PyTorch have it. */
  private static final double A = -0.75;

  private Interpolation() {}

  /**
   * @param from lines of the input
   * @param to lines of the result
   */
  static Taps taps(Resize resize, int from, int to, double factor) {
    int count =
        switch (resize.kind()) {
          case NEAREST -> 1;
          case LINEAR -> 2;
          case CUBIC -> 4;
        };
    int[] sources = new int[to * count];
    float[] weights = new float[to * count];
    for (int i = 0; i < to; i++) {
      double at =
          switch (resize.coordinates()) {
            case HALF_PIXEL -> (i + 0.5) / factor - 0.5;
            case ASYMMETRIC -> i / factor;
            case ALIGN_CORNERS -> to == 1 ? 0 : (double) i * (from - 1) / (to - 1);
          };
      int below = (int) Math.floor(at);
      double rest = at - below;
      int first = count == 4 ? below - 1 : below;
      for (int t = 0; t < count; t++) {
        sources[i * count + t] = Math.max(0, Math.min(from - 1, first + t));
        weights[i * count + t] =
            (float)
                switch (resize.kind()) {
                  case NEAREST -> 1;
                  case LINEAR -> t == 0 ? 1 - rest : rest;
                  case CUBIC -> cubic(Math.abs(t - 1 - rest));
                };
      }
    }
    return new Taps(count, sources, weights);
  }

  /** Keys 1981, for a distance of at most 2. */
  private static double cubic(double d) {
    return d <= 1 ? ((A + 2) * d - (A + 3)) * d * d + 1 : ((A * d - 5 * A) * d + 8 * A) * d - 4 * A;
  }
}
