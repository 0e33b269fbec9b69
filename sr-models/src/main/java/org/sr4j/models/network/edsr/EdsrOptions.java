package org.sr4j.models.network.edsr;

import org.sr4j.models.network.OptionRules;

/**
 * What an {@link Edsr} is built from; the defaults are EDSR-baseline.
 *
 * @param blocks residual blocks (16; 32 in the full network)
 * @param features channels of the trunk (64; 256 in the full network)
 * @param residualScale factor of each residual branch (1; 0.1 in the full network)
 */
public record EdsrOptions(int blocks, int features, double residualScale) {

  public EdsrOptions {
    OptionRules rules = new OptionRules("EDSR");
    rules.atLeast("blocks", blocks, 1);
    rules.atLeast("features", features, 1);
    rules.positive("residualScale", residualScale);
  }

  public static EdsrOptions baseline() {
    return new EdsrOptions(16, 64, 1);
  }

  /** A small variant for contract tests. */
  public static EdsrOptions tiny() {
    return new EdsrOptions(1, 4, 1);
  }
}
