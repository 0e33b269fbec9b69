package org.sr4j.models.train.loss;

import org.nd4j.autodiff.samediff.SDVariable;

/** How far an enlarged picture is from its reference: a mean over all samples. */
public enum Loss {
  /** Mean absolute difference. */
  L1 {
    @Override
    public SDVariable of(SDVariable output, SDVariable target) {
      // SameDiff's own absoluteDifference loss has a wrong gradient in 1.0.0-M2.1.
      SDVariable difference = output.sub(target);
      return output.getSameDiff().math().abs(difference).mean();
    }
  },
  /** Mean squared difference. */
  MSE {
    @Override
    public SDVariable of(SDVariable output, SDVariable target) {
      SDVariable difference = output.sub(target);
      return difference.mul(difference).mean();
    }
  },
  /**
   * Mean of {@code sqrt(d^2 + epsilon^2)}, {@code epsilon = 1e-3} (Lai et al., "Deep Laplacian
   * Pyramid Networks for Fast and Accurate Super-Resolution", CVPR 2017, eq. (2)).
   */
  CHARBONNIER {
    @Override
    public SDVariable of(SDVariable output, SDVariable target) {
      SDVariable difference = output.sub(target);
      SDVariable squared =
          difference.mul(difference).add(CHARBONNIER_EPSILON * CHARBONNIER_EPSILON);
      return output.getSameDiff().math().sqrt(squared).mean();
    }
  };

  static final double CHARBONNIER_EPSILON = 1e-3;

  /**
   * @param output {@code [N,C,H,W]}
   * @param target {@code [N,C,H,W]}
   * @return scalar
   */
  public abstract SDVariable of(SDVariable output, SDVariable target);
}
