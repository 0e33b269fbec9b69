package org.sr4j.models.train.optimiser;

/** The Euclidean norm of all gradients together, and clipping by it (Pascanu et al. 2013). */
public final class GradientNorm {

  private GradientNorm() {}

  /** Norm, summed in double precision; NaN or infinite if a value is. */
  public static double of(float[] gradient) {
    double sum = 0;
    for (float g : gradient) {
      sum += (double) g * g;
    }
    return Math.sqrt(sum);
  }

  /**
   * Scales the gradient so that its norm is at most {@code limit}.
   *
   * @param norm of the gradient
   */
  public static void clip(float[] gradient, double norm, double limit) {
    if (norm > limit) {
      float factor = (float) (limit / norm);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= factor;
      }
    }
  }
}
