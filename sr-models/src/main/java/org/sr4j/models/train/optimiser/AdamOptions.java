package org.sr4j.models.train.optimiser;

import java.util.List;

/**
 * Adam (Kingma and Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015). Weight decay is
 * added to the gradient, as L2 regularisation.
 *
 * @param betas decay of the first and second moment, in [0,1) (default 0.9, 0.999)
 * @param epsilon added to the root of the second moment (default 1e-8)
 * @param weightDecay (default 0)
 */
public record AdamOptions(List<Double> betas, Double epsilon, Double weightDecay)
    implements OptimiserOptions {

  /** The paper's constants. */
  public AdamOptions() {
    this(null, null, null);
  }

  public AdamOptions {
    betas = AdamConstants.betas(betas);
    epsilon = AdamConstants.nonNegative("epsilon", epsilon, 1e-8);
    weightDecay = AdamConstants.nonNegative("weight-decay", weightDecay, 0);
  }

  @Override
  public Optimiser create(int length) {
    return new Adam(
        length, betas.get(0), betas.get(1), epsilon, weightDecay, Adam.Decay.IN_GRADIENT);
  }
}
