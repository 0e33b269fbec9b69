package org.sr4j.models.network.idn;

import org.sr4j.models.network.OptionRules;

/**
 * What an {@link Idn} is built from; the defaults are the paper's RGB network.
 *
 * @param blocks distillation blocks (4)
 * @param unit width unit of 16 channels in the paper: the trunk has 4 units
 */
public record IdnOptions(int blocks, int unit) {

  /** Groups of the second and fifth convolution of a block. */
  static final int GROUPS = 4;

  public IdnOptions {
    OptionRules rules = new OptionRules("IDN");
    rules.atLeast("blocks", blocks, 1);
    rules.require(unit >= GROUPS && unit % GROUPS == 0, "unit", unit, "a multiple of " + GROUPS);
  }

  public static IdnOptions defaults() {
    return new IdnOptions(4, 16);
  }

  /** A small variant for contract tests. */
  public static IdnOptions tiny() {
    return new IdnOptions(1, 4);
  }
}
