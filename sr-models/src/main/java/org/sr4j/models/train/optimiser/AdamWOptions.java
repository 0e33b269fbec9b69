package org.sr4j.models.train.optimiser;

import java.util.List;

/**
 * AdamW: Adam with decoupled weight decay, scaled by the learning rate (Loshchilov and Hutter,
 * "Decoupled Weight Decay Regularization", ICLR 2019).
 *
 * @param betas decay of the first and second moment, in [0,1) (default 0.9, 0.999)
 * @param epsilon added to the root of the second moment (default 1e-8)
 * @param weightDecay (default 0.01)
 */
public record AdamWOptions(List<Double> betas, Double epsilon, Double weightDecay)
    implements OptimiserOptions {

  public AdamWOptions() {
    this(null, null, null);
  }

  public AdamWOptions {
    betas = AdamConstants.betas(betas);
    epsilon = AdamConstants.nonNegative("epsilon", epsilon, 1e-8);
    weightDecay = AdamConstants.nonNegative("weight-decay", weightDecay, 0.01);
  }

  @Override
  public Optimiser create(int length) {
    return new Adam(length, betas.get(0), betas.get(1), epsilon, weightDecay, Adam.Decay.DECOUPLED);
  }
}
