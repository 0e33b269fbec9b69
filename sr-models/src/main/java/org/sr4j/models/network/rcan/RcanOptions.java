package org.sr4j.models.network.rcan;

import org.sr4j.models.network.OptionRules;

/**
 * What an {@link Rcan} is built from; the defaults are the paper's.
 *
 * @param groups residual groups (10)
 * @param blocks residual channel-attention blocks of each group (20)
 * @param features channels (64)
 * @param reduction of the channel attention (16)
 */
public record RcanOptions(int groups, int blocks, int features, int reduction) {

  public RcanOptions {
    OptionRules rules = new OptionRules("RCAN");
    rules.atLeast("groups", groups, 1);
    rules.atLeast("blocks", blocks, 1);
    rules.atLeast("features", features, 1);
    rules.divides("reduction", reduction, features);
  }

  public static RcanOptions defaults() {
    return new RcanOptions(10, 20, 64, 16);
  }

  /** A small variant for contract tests. */
  public static RcanOptions tiny() {
    return new RcanOptions(1, 1, 4, 2);
  }
}
