package org.sr4j.models.network.imdn;

import org.sr4j.models.network.OptionRules;

/**
 * What an {@link Imdn} is built from; the defaults are the paper's.
 *
 * @param features channels of the trunk (64), a multiple of 16
 * @param blocks information multi-distillation blocks (6)
 */
public record ImdnOptions(int features, int blocks) {

  public ImdnOptions {
    OptionRules rules = new OptionRules("IMDN");
    rules.require(
        features >= 16 && features % 16 == 0, "features", features, "a positive multiple of 16");
    rules.atLeast("blocks", blocks, 1);
  }

  public static ImdnOptions defaults() {
    return new ImdnOptions(64, 6);
  }

  /** A small variant for contract tests. */
  public static ImdnOptions tiny() {
    return new ImdnOptions(16, 1);
  }
}
